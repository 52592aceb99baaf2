import { expect, test } from 'vitest';
import { createLog } from './log.ts';

/** What is logged of these details, at the level that logs most. */
function logged(details: object, fields: object = {}): string {
  let text = '';
  const write = (line: string) => {
    text += line;
  };
  createLog({ LOG_LEVEL: 'trace' }, () => fields, { write }).error(details, 'something happened');
  return text;
}

const queryFailed = () =>
  Object.assign(
    new Error('Failed query: select 1 from "user" where email = $1\nparams: secret-1,\nsecret-2', {
      cause: Object.assign(new Error('duplicate key value violates unique constraint'), {
        code: '23505',
        constraint_name: 'user_email_unique',
        detail: 'Key (email)=(secret-3) already exists.',
        parameters: ['secret-4'],
      }),
    }),
    { params: ['secret-1'], query: 'select 1' },
  );

test('HTTP15 an error of the database says what and where, and not with which values', () => {
  const line = logged({ err: queryFailed() });
  expect(line).not.toContain('secret');
  expect(JSON.parse(line).err).toEqual({
    type: 'Error',
    message: 'Failed query: select 1 from "user" where email = $1',
    stack: expect.stringContaining('log.test.ts'),
    cause: {
      type: 'Error',
      message: 'duplicate key value violates unique constraint',
      stack: expect.stringContaining('log.test.ts'),
      code: '23505',
      constraint: 'user_email_unique',
    },
  });
});

test('HTTP15 of an e-mail address the domain is left, wherever it is quoted', () => {
  const line = logged({ err: new Error('no such user: ada.l+x@example.com'), note: 'ada@mail.example.org' });
  expect(line).not.toMatch(/ada/);
  expect(line).toContain('…@example.com');
  expect(JSON.parse(line).note).toBe('…@mail.example.org');
});

test('HTTP15 fields that are secret by their name are left out', () => {
  const secret = {
    password: 'secret',
    token: 'secret',
    email: 'secret',
    headers: { authorization: 'secret' },
  };
  expect(logged({ ...secret, body: secret })).not.toContain('"secret"');
});

test('what is thrown and is no error is not quoted', () => {
  expect(JSON.parse(logged({ err: 'secret' })).err).toEqual({
    type: 'string',
    message: 'something other than an error was thrown',
  });
});

const LONG = 'x'.repeat(60_000);

test.each([
  ['a field', { note: LONG }],
  ['a field deep inside', { a: { b: [{ c: LONG }] } }],
  ['the message of an error', { err: new Error(LONG) }],
  ['the cause of an error', { err: new Error('outer', { cause: new Error(LONG) }) }],
  ['the name of a field', { [LONG]: 1 }],
  ['many fields', Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`field-${n}`, 'value']))],
  ['many values', { list: Array.from({ length: 60_000 }, () => 'v') }],
  ['characters that JSON escapes', { note: '\u0001"\\'.repeat(20_000) }],
])('HTTP27 %s that is too long is cut, and the line says what happened', (_what, details) => {
  const line = logged(details);
  expect(line.length).toBeLessThan(17_000);
  expect(line.endsWith('\n')).toBe(true);
  expect(JSON.parse(line)).toMatchObject({ level: 50, msg: 'something happened' });
});

test('HTTP27 a text of 500 characters is kept, a longer one says how long it was, and so does a message', () => {
  expect(JSON.parse(logged({ note: 'x'.repeat(500) })).note).toBe('x'.repeat(500));
  expect(JSON.parse(logged({ note: LONG })).note).toBe(`${'x'.repeat(500)}… (60000 characters)`);
  let text = '';
  const write = (line: string) => {
    text += line;
  };
  createLog({ LOG_LEVEL: 'trace' }, () => ({}), { write }).info(LONG);
  expect(JSON.parse(text).msg).toBe(`${'x'.repeat(500)}… (60000 characters)`);
});

test('HTTP27 a stack keeps its frames, however long the message was', () => {
  const { stack } = JSON.parse(logged({ err: new Error(LONG) })).err;
  expect(stack).toContain('log.test.ts');
});

test('HTTP14 every line has the fields of the moment', () => {
  expect(JSON.parse(logged({}, { requestId: 'a' }))).toMatchObject({
    requestId: 'a',
    msg: 'something happened',
  });
  expect(JSON.parse(logged({ requestId: 'b' }, { requestId: 'a' })).requestId).toBe('b');
});
