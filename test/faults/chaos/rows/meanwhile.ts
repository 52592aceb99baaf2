import { setTimeout as sleep } from 'node:timers/promises';
import type { Round } from '../round.ts';
import { crash, terminateSome } from './database.ts';

/** The other fault: of the database, of a server, or none. */
export async function meanwhile(round: Round): Promise<void> {
  const { random, house, victim } = round;
  await sleep(random.integer(0, 200));
  const fault = random.pick(['none', 'terminated', 'crash', 'kill']);
  if (fault === 'terminated') await terminateSome(round, 3);
  if (fault === 'crash') await crash(round);
  if (fault === 'kill') {
    await house.kill(victim);
    await house.restart(victim);
  }
}
