import { expect, test } from 'vitest';
import { createSandbox } from './sandbox.ts';

const NOWHERE = 'http://127.0.0.1:9';

test('OBX13 the sandbox tells what was decided, also where its webhook could not be delivered', async () => {
  const sandbox = createSandbox({ secret: 'a secret of this test', url: NOWHERE });
  const payment = { paymentId: 'sbx_1', amountCents: 499, currency: 'USD' };
  expect(await sandbox.lookUp('sbx_1', async () => true)).toEqual([]);
  await expect(sandbox.decide(payment, 'decline', NOWHERE)).rejects.toThrow(/could not be delivered/);
  await expect(sandbox.decide(payment, 'pay', NOWHERE)).rejects.toThrow(/could not be delivered/);
  await expect(sandbox.decide(payment, 'pay', NOWHERE)).rejects.toThrow(/could not be delivered/);
  const told = await sandbox.lookUp('sbx_1', async () => true);
  expect(told).toMatchObject([
    { id: 'evt_sbx_1_failed', kind: 'failed', paymentId: 'sbx_1' },
    { id: 'evt_sbx_1_succeeded', kind: 'succeeded', amountCents: 499, currency: 'USD' },
  ]);
  expect(await sandbox.lookUp('sbx_2', async () => true)).toEqual([]);
});
