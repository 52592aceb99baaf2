import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type Welcomed, welcome } from './welcome.ts';

const embedded = {
  config: { DATA_DIR: '/srv/data', HOST: '127.0.0.1', REDIS_URL: undefined },
  database: { kind: 'pglite' },
} as const;
const seeded: Welcomed = {
  url: 'http://localhost:2567',
  isSeeded: true,
  demoEventId: 'first-night-',
  app: embedded,
};

describe('the welcome', () => {
  it('says where the server is and what it stands on', () => {
    const text = welcome(seeded);
    expect(text).toContain('http://localhost:2567');
    expect(text).toContain('embedded, in /srv/data');
    expect(text).toContain('none: this is the only process');
    expect(text).toContain('player_one@example.com');
    expect(text).toContain('/events/first-night-/start');
  });

  it('shows no account and no password without the demo world', () => {
    const app = {
      config: { DATA_DIR: '', HOST: '0.0.0.0', REDIS_URL: 'redis://redis' },
      database: { kind: 'postgres' },
    } as const;
    const text = welcome({ url: 'https://play.example', isSeeded: false, demoEventId: undefined, app });
    expect(text).toContain('PostgreSQL');
    expect(text).not.toMatch(/password|@example\.com|curl/);
  });

  it.each(['127.0.0.1', '::1', 'localhost'])(
    'SEC4 on %s says how to open the server to the network',
    (HOST) => {
      const text = welcome({ ...seeded, app: { ...embedded, config: { ...embedded.config, HOST } } });
      expect(text).toContain('this machine only; HOST=0.0.0.0 opens it to the network');
      expect(text).not.toContain('This password is public');
    },
  );

  it.each(['0.0.0.0', '::', '192.0.2.7'])('SEC4 on %s warns that the demo password is public', (HOST) => {
    const text = welcome({ ...seeded, app: { ...embedded, config: { ...embedded.config, HOST } } });
    expect(text).toContain(`open: listens on ${HOST}`);
    expect(text).toContain('This password is public');
  });

  it('gives commands that a shell understands', () => {
    const commands = welcome(seeded)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /^(curl|TOKEN=|npm) /.test(line) || line.startsWith('TOKEN='));
    expect(commands).toHaveLength(4);
    for (const command of commands) execFileSync('bash', ['-n', '-c', command]);
    const sed = /\| (sed .*)\)$/.exec(commands[1] as string)?.[1] as string;
    const answer = '{"redirect":false,"token":"abc.d/e+f=","user":{"id":"1"}}';
    expect(execFileSync('bash', ['-c', sed], { input: answer, encoding: 'utf8' }).trim()).toBe('abc.d/e+f=');
  });
});
