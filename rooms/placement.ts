import { ServerError } from '@colyseus/core';
import type { OwnSign, Processes } from './processes.ts';
import { protocolOf } from './protocol.ts';

type Needs = { processes: Processes; own: () => OwnSign };

/** How long a creation waits for Redis. Milliseconds. */
const PATIENCE_MS = 5_000;

/** What is known of a process in which a room may be opened. */
type Candidate = Pick<OwnSign, 'processId' | 'players'>;

export type Placement = ReturnType<typeof createPlacement>;

/** In which process a room is opened: in the one with the fewest players, of those that go on. */
export function createPlacement({ processes, own }: Needs) {
  const silencesBefore = new WeakMap<object, number>();
  const keptHere = new WeakSet<object>();
  const elsewhere = new WeakSet<object>();
  const inVain = new WeakSet<object>();
  /** Rooms opened in a process since its players were last counted anew, each for the player who asked for it. */
  const opened = new Map<string, { players: number; rooms: number }>();

  const openedSince = (sign: Candidate): number => {
    const known = opened.get(sign.processId);
    return known?.players === sign.players ? known.rooms : 0;
  };

  /** Of those whose rooms speak what is asked for. */
  function leastFull(options: object): Candidate | undefined {
    const here = own();
    let best: Candidate | undefined = mayOpenHere(options) ? here : undefined;
    let players = here.players;
    for (const sign of processes.open()) {
      if (sign.processId === here.processId || !speaks(sign, options)) continue;
      const there = sign.players + openedSince(sign);
      if (best && there >= players) continue;
      best = sign;
      players = there;
    }
    return best;
  }

  const speaks = ({ protocol }: { protocol?: number }, options: object): boolean => {
    const wanted = protocolOf(options);
    return wanted === undefined || wanted === protocol;
  };

  const mayOpenHere = (options: object): boolean => !own().isDraining && speaks(own(), options);

  /** Whether Redis told everything, as far as one knows, when the room was looked for that is not there. */
  const sawAll = (options: object): boolean =>
    processes.isSure() && (silencesBefore.get(options) ?? processes.silences()) === processes.silences();

  return {
    /** A room for these options is looked for now. */
    look(options: object): void {
      silencesBefore.set(options, processes.silences());
      inVain.delete(options);
    },

    /** For the matchmaker: the process in which a room is to be opened. `options` are those of the one who asks. */
    async choose(options: object): Promise<string> {
      const here = own();
      if (!sawAll(options) || !(await processes.say()) || !sawAll(options)) {
        await processes.sure(PATIENCE_MS);
        inVain.add(options);
        throw new ServerError(503, 'ROOMS_UNAVAILABLE');
      }
      const best = keptHere.has(options) && mayOpenHere(options) ? here : leastFull(options);
      if (!best && !speaks(here, options)) throw new ServerError(409, 'PROTOCOL_UNSUPPORTED');
      if (!best) throw new ServerError(503, 'SHUTTING_DOWN');
      if (best.processId !== here.processId) {
        elsewhere.add(options);
        opened.set(best.processId, { players: best.players, rooms: openedSince(best) + 1 });
      }
      return best.processId;
    },

    /** Whether Redis was away while a room for these options was looked for: they had better look again. */
    lookedInVain: (options: object): boolean => inVain.has(options),

    /** Whether a room for these options was to be opened in another process. */
    wasElsewhere: (options: object): boolean => elsewhere.has(options),

    /** Has the next room for these options opened in this process: the other one failed. */
    keepHere(options: object): void {
      elsewhere.delete(options);
      keptHere.add(options);
    },
  };
}
