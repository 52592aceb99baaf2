import { describe, expect, it } from 'vitest';
import { exitCodeOf, formatReport, type RunResult, toJson } from './report.ts';

const spread = { mean: 20, lowest: 19.5, highest: 20.44 };

const good: RunResult = {
  startedAt: '2026-01-02T03:04:05.000Z',
  url: 'http://localhost:2567',
  spaceId: 'sp_1',
  interrupted: false,
  clients: { wanted: 50, signedUp: 50, joined: 49, stayed: 48 },
  measuredSeconds: 20.04,
  join: { count: 49, p50: 8.26, p95: 14.3, p99: 36.5, max: 36.53 },
  moveToSeen: { count: 61_411, p50: 29.5, p95: 49.5, p99: 51.5, max: 61.44 },
  traffic: { messagesIn: spread, bytesIn: spread, messagesOut: spread, bytesOut: spread },
  received: [
    { stage: 'message', code: 'moves', count: 900, example: '' },
    { stage: 'message', code: 'chat', count: 4, example: '' },
  ],
  errors: [{ stage: 'join', code: 'space-full', count: 1, example: 'x'.repeat(200) }],
  generator: { cores: 0.131, loopDelayP99Ms: 2.4 },
};

const nobodyIn: RunResult = {
  ...good,
  spaceId: undefined,
  clients: { wanted: 50, signedUp: 0, joined: 0, stayed: 0 },
  join: undefined,
  moveToSeen: undefined,
  traffic: undefined,
  received: [],
};

describe('report', () => {
  it('says who was there, how fast, how much and what went wrong', () => {
    const text = formatReport(good);
    expect(text).toContain('Load test of space sp_1 at http://localhost:2567\n');
    expect(text).toContain(
      '50 clients wanted, 50 signed up, 49 joined, 48 there at the end; measured for 20.0 s',
    );
    expect(text).toMatch(/│ join +│ +8\.3 │ +14\.3 │ +36\.5 │ +36\.5 │ +49 │/);
    expect(text).toMatch(/│ move to seen +│ +29\.5 │ +49\.5 │ +51\.5 │ +61\.4 │ +61411 │/);
    expect(text).toMatch(/│ bytes in +│ +20\.0 │ +19\.5 │ +20\.4 │/);
    expect(text).toContain('Received in all: 900 moves, 4 chat');
    expect(text).toMatch(/│ join +│ space-full │ +1 │ x{59}… │/);
    expect(text).toContain('Load generator: 0.13 core, own delay p99 2.4 ms');
  });

  it('has no terminal codes in it', () => {
    expect(formatReport(good)).not.toContain('\u001b');
  });

  it('leaves out what was not measured', () => {
    const text = formatReport(nobodyIn);
    expect(text).toContain('50 clients wanted, 0 signed up, 0 joined, 0 there at the end\n');
    expect(text).toContain('space-full');
    expect(text).not.toContain('milliseconds');
    expect(text).not.toContain('Load generator');
  });

  it('shows a dash for a latency without samples', () => {
    expect(formatReport({ ...good, moveToSeen: undefined })).toMatch(
      /move to seen │ +– │ +– │ +– │ +– │ +0 │/,
    );
  });

  it('says when there were no errors, and when it was cut short', () => {
    const text = formatReport({ ...good, errors: [], interrupted: true });
    expect(text).toContain('No errors.');
    expect(text).toContain('(interrupted)');
  });

  it('warns when the load generator itself was late', () => {
    const late = { ...good, generator: { cores: 1, loopDelayP99Ms: 80 } };
    expect(formatReport(late)).toContain('was late itself');
    expect(formatReport(good)).not.toContain('was late itself');
  });

  it('gives programs flat figures, and none that were not measured', () => {
    expect(toJson(good)).toMatchObject({
      name: 'loadtest',
      figures: {
        joinP99Ms: 36.5,
        moveToSeenP50Ms: 29.5,
        moveToSeenSamples: 61_411,
        bytesInPerClientSecond: 20,
      },
      received: { moves: 900, chat: 4 },
    });
    const empty = JSON.parse(JSON.stringify(toJson(nobodyIn))) as { figures: object };
    expect(Object.keys(empty.figures)).toEqual([
      'measuredSeconds',
      'generatorCores',
      'generatorLoopDelayP99Ms',
    ]);
  });

  it.each<[what: string, clients: [wanted: number, joined: number, stayed: number], exitCode: number]>([
    ['all are in at the end', [50, 50, 50], 0],
    ['one could not join', [50, 49, 49], 1],
    ['one was lost', [50, 50, 49], 1],
    ['all were lost', [50, 50, 0], 1],
    ['nobody could join', [50, 0, 0], 1],
  ])('LOAD1 when %s, ends with the exit code of that', (_what, [wanted, joined, stayed], exitCode) => {
    const clients = { wanted, signedUp: wanted, joined, stayed };
    expect(exitCodeOf({ ...good, clients })).toBe(exitCode);
  });

  it('LOAD1 ends with 0 while no more are lost than may be, but with 1 where nobody could join', () => {
    expect(exitCodeOf(good, 1)).toBe(1);
    expect(exitCodeOf(good, 2)).toBe(0);
    expect(exitCodeOf(nobodyIn, 50)).toBe(1);
  });

  it('LOAD1 after an interrupt counts those that had joined', () => {
    const cut = { ...good, interrupted: true };
    expect(exitCodeOf({ ...cut, clients: { wanted: 50, signedUp: 50, joined: 7, stayed: 7 } })).toBe(0);
    expect(exitCodeOf({ ...cut, clients: { wanted: 50, signedUp: 50, joined: 7, stayed: 6 } })).toBe(1);
  });

  it('says how many were lost', () => {
    expect(formatReport(good)).toContain('\nLost 2 of 50 clients.\n');
    expect(toJson(good)).toMatchObject({ clients: { joined: 49, stayed: 48, lost: 2 } });
    const clients = { wanted: 50, signedUp: 50, joined: 50, stayed: 50 };
    expect(formatReport({ ...good, clients })).not.toContain('Lost');
  });
});
