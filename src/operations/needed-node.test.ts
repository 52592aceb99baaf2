import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const home = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string): string => readFileSync(`${home}${name}`, 'utf8');

/** Runs `node start.js` under a version that it takes for the running one. */
function startUnder(version: string, ...args: string[]) {
  const versions = JSON.stringify({ ...process.versions, node: version });
  const disguise = `Object.defineProperty(process, 'versions', { value: ${versions} })`;
  const url = `data:text/javascript,${encodeURIComponent(disguise)}`;
  return spawnSync(process.execPath, ['--import', url, 'start.js', ...args], { cwd: home, encoding: 'utf8' });
}

describe('PROC8 an older Node', () => {
  test.each(['20.20.2', '22.12.0'])('%s is told in a sentence what is needed', (version) => {
    const { status, stderr, stdout } = startUnder(version);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^Triberspace needs Node 24 or newer, and this is Node ${version}\\. .+\n$`),
    );
    expect(stdout).toBe('');
  });

  test('is not in the way of a newer one, which runs what it is given, with its arguments', () => {
    const { status, stdout } = startUnder(process.versions.node, 'src/operations/audit-cli.ts', '--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run audit/);
  });

  test('finds start.js in the way of all that operators run', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const name of ['start', 'migrate', 'audit', 'remove-demo', 'loadtest'])
      expect(scripts[name]).toMatch(/^node start\.js( |$)/);
    expect(read('Dockerfile')).toMatch(/^CMD \["node", "start\.js"\]$/m);
    for (const page of ['README.md', 'docs/operations.md', '.env.example'])
      expect(read(page)).not.toMatch(/node [^\n]*\b(main|audit-cli|remove-demo|cli)\.ts/);
  });
});
