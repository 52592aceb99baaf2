import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contractFiles } from '#src/contract/files.ts';

const root = new URL('../../', import.meta.url);

test('API6 docs/openapi.json and docs/api are what the routes declare: after a change, npm run openapi', async () => {
  const files = await contractFiles();
  for (const { path, text } of files)
    expect(readFileSync(path, 'utf8') === text, `${path.pathname} is up to date`).toBe(true);
  const written = files.map(({ path }) => path.pathname.split('/').at(-1));
  const there = readdirSync(new URL('docs/api/', root));
  expect(there.filter((name) => !written.includes(name))).toEqual([]);
});

test('API7 the typed client is of this very contract: after a change, npm run client', () => {
  const contract = readFileSync(new URL('docs/openapi.json', root), 'utf8');
  const hash = createHash('sha256').update(contract).digest('hex');
  expect(readFileSync(new URL('src/client/contract.ts', root), 'utf8').slice(0, 120)).toContain(hash);
});
