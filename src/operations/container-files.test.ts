import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settings } from '#src/config.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('docker-compose.yml', () => {
  const compose = read('docker-compose.yml');

  it('gives the server settings that it knows, from the environment', () => {
    const [, server = ''] = /environment:\n((?: {6}\S.*\n)+)/.exec(compose) ?? [];
    const given = [...server.matchAll(/^ {6}([A-Z_]+): \$\{([A-Z_]+):-/gm)];
    expect(given.length).toBe(server.trimEnd().split('\n').length);
    for (const [, name, source] of given) {
      expect(source).toBe(name);
      expect(Object.keys(settings)).toContain(name);
    }
  });

  /** The image decides where to listen, and where its volume is. */
  const ofTheImage = ['HOST', 'DATA_DIR'];

  it('PROC1 passes every setting on: none is ignored in silence', () => {
    const missing = Object.keys(settings).filter((name) => !compose.includes(`\n      ${name}: `));
    expect(missing).toEqual(ofTheImage);
  });

  it('SEC3 publishes the server to this machine only, unless told otherwise', () => {
    expect(compose).toContain(`"\${PUBLISH_ON:-127.0.0.1}:\${PORT:-2567}:\${PORT:-2567}"`);
    expect(compose.match(/ports:/g)).toHaveLength(1);
  });

  it('waits longer for a stop than a drain takes', () => {
    const [, seconds] = /stop_grace_period: (\d+)s/.exec(compose) ?? [];
    const [, drainMs] = /DRAIN_LIMIT_MS = ([\d_]+)/.exec(read('src/run.ts')) ?? [];
    expect(Number(seconds) * 1000).toBeGreaterThan(Number(drainMs?.replaceAll('_', '')));
  });
});

describe('Dockerfile', () => {
  it('runs the Node version that the project is tested with, and not as root', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
    const [, major] = /^FROM node:(\d+)-slim$/m.exec(read('Dockerfile')) ?? [];
    expect(major).toBe(devDependencies.node.split('.')[0]);
    expect(read('Dockerfile')).toMatch(/^USER node$/m);
  });

  it('SEC3 listens on all addresses of the container', () => {
    expect(read('Dockerfile')).toMatch(/^ENV HOST=0\.0\.0\.0$/m);
  });
});
