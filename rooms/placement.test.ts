import { describe, expect, test } from 'vitest';
import { createPlacement, LookAgain } from './placement.ts';
import { createProcesses, type OwnSign, type Sign } from './processes.ts';

/** A placement in process `a`, beside others of which these signs are known. */
async function placed(own: Partial<OwnSign>, others: Partial<Sign>[]) {
  const here: OwnSign = { processId: 'a', players: 0, isDraining: false, ...own };
  const sign = { processId: 'b', players: 0, isDraining: false, hears: true };
  const living = [{ ...here, hears: true }, ...others.map((other) => ({ ...sign, ...other }))];
  const signs = { give: async () => ({ living, isRemembered: true }), takeBack: async () => {} };
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
  expect(await placement.choose(options)).toBe('b');
  expect(placement.wasElsewhere(options)).toBe(true);
  placement.keepHere(options);
  expect(placement.wasElsewhere(options)).toBe(false);
  expect(await placement.choose(options)).toBe('a');
});

test('INS6 who looked for an instance while Redis was away has to look again', async () => {
  const here: OwnSign = { processId: 'a', players: 0, isDraining: false };
  const other = { processId: 'b', players: 0, isDraining: false, hears: true };
  const answers = [
    { living: [{ ...here, hears: true }, other], isRemembered: true },
    { living: [{ ...here, hears: true }], isRemembered: false },
    { living: [{ ...here, hears: true }, other], isRemembered: true },
  ];
  const signs = {
    give: async () => answers.shift() ?? { living: [other], isRemembered: true },
    takeBack: async () => {},
  };
  const dead: string[] = [];
  const processes = createProcesses({ signs, own: () => here, report: () => {} });
  await processes.start({
    beforeBeat: async () => {},
    onBeat: async () => {},
    onDeath: async (id) => void dead.push(id),
  });
  await processes.say();
  expect(processes.isSure()).toBe(false);
  const placement = createPlacement({ processes, own: () => here });
  await expect(placement.choose({})).rejects.toBeInstanceOf(LookAgain);
  expect(processes.isSure()).toBe(true);
  expect(dead).toEqual([]);
  await processes.stop();
});
