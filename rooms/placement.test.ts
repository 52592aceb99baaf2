import { describe, expect, onTestFinished, test } from 'vitest';
import { createPlacement } from './placement.ts';
import { createProcesses, type OwnSign, type Sign } from './processes.ts';

/** A placement in process `a`, beside others of which these signs are known. */
async function placed(own: Partial<OwnSign>, others: Partial<Sign>[]) {
  const here: OwnSign = { processId: 'a', players: 0, isDraining: false, version: '1', protocol: 1, ...own };
  const sign = { processId: 'b', players: 0, isDraining: false, hears: true, version: '1', protocol: 1 };
  const living = [{ ...here, hears: true }, ...others.map((other) => ({ ...sign, ...other }))];
  const signs = {
    give: async () => ({ living, isRemembered: true, memory: '' }),
    takeBack: async () => {},
    haveSigned: async () => new Set<string>(),
  };
  const processes = createProcesses({ signs, own: () => here, report: () => {} });
  await processes.start({ beforeBeat: async () => {}, onBeat: async () => {}, onDeath: async () => {} });
  await processes.stop();
  return createPlacement({ processes, own: () => here });
}

describe('INS1 an instance opens', () => {
  test.each<[where: string, own: Partial<OwnSign>, others: Partial<Sign>[], expected: string]>([
    ['in the asked process at a tie', { players: 3 }, [{ players: 3 }], 'a'],
    ['where the fewest players are', { players: 4 }, [{ players: 3 }, { processId: 'c', players: 2 }], 'c'],
    ['in none that stops', { players: 4 }, [{ isDraining: true }], 'a'],
    ['in none that hears nothing', { players: 4 }, [{ hears: false }], 'a'],
    ['elsewhere while the asked process stops', { isDraining: true }, [{ players: 900 }], 'b'],
  ])('%s', async (_where, own, others, expected) => {
    expect(await (await placed(own, others)).choose({})).toBe(expected);
  });

  test.each<[where: string, own: Partial<OwnSign>, others: Partial<Sign>[], expected: string]>([
    ['in the asked one, though the others are emptier', { players: 9 }, [{ protocol: 2 }], 'a'],
    ['in another one, where the asked one does not', { protocol: 2 }, [{ players: 9 }], 'b'],
    ['in none that does not say', { players: 9 }, [{ protocol: undefined }], 'a'],
  ])('INS15 where the protocol is spoken: %s', async (_where, own, others, expected) => {
    expect(await (await placed(own, others)).choose({ protocol: 1 })).toBe(expected);
  });

  test('INS15 nowhere where nobody speaks it', async () => {
    const placement = await placed({}, [{}]);
    await expect(placement.choose({ protocol: 3 })).rejects.toMatchObject({
      code: 409,
      message: 'PROTOCOL_UNSUPPORTED',
    });
  });

  test('nowhere while all stop', async () => {
    const placement = await placed({ isDraining: true }, [{ isDraining: true }]);
    await expect(placement.choose({})).rejects.toMatchObject({ code: 503, message: 'SHUTTING_DOWN' });
  });

  test('not all in one process, when many are opened between two signs of life', async () => {
    const placement = await placed({ players: 3 }, [{ players: 1 }]);
    const chosen = [];
    for (let n = 0; n < 4; n++) chosen.push(await placement.choose({}));
    expect(chosen).toEqual(['b', 'b', 'a', 'a']);
  });
});

test('INS2 where the other process fails, the next try is here', async () => {
  const placement = await placed({ players: 4 }, [{ players: 1 }]);
  const options = {};
  const attempt = placement.attempt(options);
  attempt.look();
  expect(await placement.choose(options)).toBe('b');
  expect(attempt.mayLookAgain()).toBe(true);
  attempt.look();
  expect(await placement.choose(options)).toBe('a');
  expect(attempt.mayLookAgain()).toBe(false);
});

describe('INS6 a Redis that forgets', () => {
  const here: OwnSign = { processId: 'a', players: 0, isDraining: false, version: '1', protocol: 1 };
  const a = { ...here, hears: true };
  const b = { processId: 'b', players: 0, isDraining: false, hears: true };

  /** A process beside another; Redis answers its signs with these, and then as with the last. */
  async function withRedis(...answers: { living: Sign[]; isRemembered: boolean; memory: string }[]) {
    const told: string[] = [];
    const dead: string[] = [];
    let memory = '';
    const signs = {
      give: async () => {
        const answer = (answers.length > 1 ? answers.shift() : answers[0]) as (typeof answers)[0];
        memory = answer.memory;
        return answer;
      },
      takeBack: async () => {},
      haveSigned: async () => new Set<string>(),
    };
    const processes = createProcesses({ signs, own: () => here, report: () => {} });
    const watcher = {
      beforeBeat: async () => void told.push(memory),
      onBeat: async () => {},
      onDeath: async (id: string) => void dead.push(id),
    };
    await processes.start(watcher);
    onTestFinished(() => processes.stop());
    return { processes, told, dead, placement: createPlacement({ processes, own: () => here }) };
  }

  test('who looked for an instance meanwhile has to look again', async () => {
    const { processes, placement, dead } = await withRedis(
      { living: [a, b], isRemembered: true, memory: '' },
      { living: [a], isRemembered: false, memory: '' },
      { living: [a, b], isRemembered: true, memory: '' },
    );
    await processes.say();
    expect(processes.isSure()).toBe(false);
    const options = {};
    const attempt = placement.attempt(options);
    attempt.look();
    await expect(placement.choose(options)).rejects.toMatchObject({ code: 503 });
    expect(attempt.mayLookAgain()).toBe(true);
    expect(processes.isSure()).toBe(true);
    expect(dead).toEqual([]);
    attempt.look();
    expect(await placement.choose(options)).toBe('a');
    expect(attempt.mayLookAgain()).toBe(false);
  });

  test('who looked before all was told again has to look again, though it is by now', async () => {
    const { processes, placement } = await withRedis(
      { living: [a, b], isRemembered: true, memory: '' },
      { living: [a, b], isRemembered: false, memory: '' },
    );
    const options = {};
    const attempt = placement.attempt(options);
    attempt.look();
    await processes.say();
    expect(processes.isSure()).toBe(true);
    await expect(placement.choose(options)).rejects.toMatchObject({ code: 503 });
    expect(attempt.mayLookAgain()).toBe(true);
  });

  test('is told of the rooms before it gets a sign, also where it forgot between the two', async () => {
    const { processes, told } = await withRedis(
      { living: [], isRemembered: false, memory: 'first' },
      { living: [a, b], isRemembered: true, memory: 'first' },
      { living: [], isRemembered: false, memory: 'second' },
      { living: [a], isRemembered: false, memory: 'second' },
    );
    expect(told).toEqual(['', 'first']);
    await processes.say();
    expect(told).toEqual(['', 'first', 'first', 'second']);
    expect(processes.isSure()).toBe(false);
  });
});
