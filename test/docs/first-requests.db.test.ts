import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startTestServer, type TestServer } from '../test-server.ts';
import { expectAsShown, shownJson } from './shown-answers.ts';

/* The commands of docs/first-requests.md are run as a reader would, in one shell, on a server with the demo world. */

const page = readFileSync(fileURLToPath(new URL('../../docs/first-requests.md', import.meta.url)), 'utf8');
const standIn = fileURLToPath(new URL('curl-stand-in.ts', import.meta.url));

/** A command, and what the page shows as its answer, if anything. */
type Step = { command: string; format: string | undefined; shown: string | undefined };

const steps: Step[] = [...page.matchAll(/```bash\n([\s\S]*?)```\n(?:```(json|http)\n([\s\S]*?)```\n)?/g)].map(
  ([, command, format, shown]) => ({ command: command as string, format, shown }),
);

const hasCurl = spawnSync('curl', ['--version']).status === 0;

let house: TestServer;
let folder: string;
beforeAll(async () => {
  house = await startTestServer(inject('testDatabase').kind, { NODE_ENV: 'development' });
  folder = mkdtempSync(join(tmpdir(), 'triberspace-curl-'));
  const curl = join(folder, 'curl');
  writeFileSync(curl, `#!/bin/sh\nexec "${process.execPath}" "${standIn}" "$@"\n`);
  chmodSync(curl, 0o755);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await house.stop();
});

/** Runs a script with bash; answers with what it printed. With the stand-in in place of curl where asked to. */
function bash(script: string, withStandIn: boolean): Promise<{ code: number | null; printed: string }> {
  const PATH = withStandIn ? `${folder}:${process.env.PATH}` : process.env.PATH;
  const child = spawn('bash', ['-euo', 'pipefail'], { env: { PATH } });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  child.stdin.end(script);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, printed })));
}

const END = '=== end of a step ===';

function expectAnswer(printed: string, { format, shown = '' }: Step): void {
  if (format === undefined) expect(printed.trim()).toBe('');
  const lines = printed.split(/\r?\n/);
  for (const line of shown.split('\n').filter(Boolean)) {
    if (!line.startsWith('{')) expect(lines.map((one) => one.toLowerCase())).toContain(line.toLowerCase());
    else expectAsShown(JSON.parse(lines.find((one) => one.startsWith('{')) as string), shownJson(line));
  }
}

test('has ten steps, which use nothing but bash, curl, sed and grep', () => {
  expect([...page.matchAll(/^## (\d+)\./gm)].map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 10 }, (_, index) => index + 1),
  );
  const commands = steps.map(({ command }) => command).join('\n');
  expect(commands).not.toMatch(/\b(jq|python|node|awk|perl)\b/);
});

test('each command answers as the page shows', async () => {
  const script = steps
    .map(
      ({ command }) => `${command.replaceAll('http://localhost:2567', house.url)}\nprintf '\\n${END}\\n'\n`,
    )
    .join('');
  const { code, printed } = await bash(script, !hasCurl);
  expect(code, printed).toBe(0);
  const outputs = printed.split(`\n${END}\n`).slice(0, -1);
  expect(outputs).toHaveLength(steps.length);
  for (const [index, step] of steps.entries()) expectAnswer(outputs[index] as string, step);
  expect(house.errors).toEqual([]);
});

test('what stands in for curl prints what curl prints', async () => {
  const { printed } = await bash(
    `curl -si -X POST ${house.url}/api/v1/auth/check-username -H 'Content-Type: application/json' -d '{"userName":"a b"}'`,
    true,
  );
  const [head = '', body = ''] = printed.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 422 Unprocessable Entity\r\n/);
  expect(head.toLowerCase()).toContain('\r\ncontent-type: application/problem+json');
  expect(JSON.parse(body)).toMatchObject({ status: 422, code: 'INVALID' });
});
