import { ServerError } from '@colyseus/core';
import type { OwnSign, Processes } from './processes.ts';
import { protocolOf } from './protocol.ts';

type Needs = { processes: Processes; own: () => OwnSign };

/** How long a creation waits for Redis. */
const REDIS_TIMEOUT_MS = 5_000;

/** One request for a room: where it was looked for, and what has failed so far. */
export type Attempt = {
  /** A room is looked up now. */
  look(): void;
  /** Takes note of a lookup that failed; reports whether another one may succeed. */
  mayLookAgain(): boolean;
};

type State = {
  gapsBefore: number;
  /** Redis was unavailable during the lookup: what it did not find may exist. */
  isInVain: boolean;
  /** The process chosen to open the room was another one. */
  isElsewhere: boolean;
  /** Another process has failed to open the room. */
  isKeptHere: boolean;
};

/** What is known of a process in which a room may be opened. */
type Candidate = Pick<OwnSign, 'processId' | 'players'>;

export type Placement = ReturnType<typeof createPlacement>;

/** Chooses the process in which a room is opened: the one with the fewest players, of those that are not stopping. */
export function createPlacement({ processes, own }: Needs) {
  /** By the options of the request, which is what Colyseus passes on. */
  const attempts = new WeakMap<object, State>();
  /** Rooms opened in a process since its players were last counted, each for the player who asked for it. */
  const opened = new Map<string, { players: number; rooms: number }>();

  const freshState = (): State => ({
    gapsBefore: processes.silences(),
    isInVain: false,
    isElsewhere: false,
    isKeptHere: false,
  });

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

  /** Whether Redis told everything, as far as one knows, when the room was looked up and not found. */
  const sawAll = ({ gapsBefore }: State): boolean =>
    processes.isSure() && gapsBefore === processes.silences();

  return {
    /** Begins a request for a room; `options` are those that Colyseus is asked with. */
    attempt(options: object): Attempt {
      const state = freshState();
      attempts.set(options, state);
      return {
        look() {
          state.gapsBefore = processes.silences();
          state.isInVain = false;
          state.isElsewhere = false;
        },
        mayLookAgain() {
          state.isKeptHere ||= state.isElsewhere;
          return state.isElsewhere || state.isInVain;
        },
      };
    },

    /** For the matchmaker: the process in which to open a room for a request. */
    async choose(options: object): Promise<string> {
      const state = attempts.get(options) ?? freshState();
      const here = own();
      if (!sawAll(state) || !(await processes.say()) || !sawAll(state)) {
        await processes.sure(REDIS_TIMEOUT_MS);
        state.isInVain = true;
        throw new ServerError(503, 'ROOMS_UNAVAILABLE');
      }
      const best = state.isKeptHere && mayOpenHere(options) ? here : leastFull(options);
      if (!best && !speaks(here, options)) throw new ServerError(409, 'PROTOCOL_UNSUPPORTED');
      if (!best) throw new ServerError(503, 'SHUTTING_DOWN');
      if (best.processId !== here.processId) {
        state.isElsewhere = true;
        opened.set(best.processId, { players: best.players, rooms: openedSince(best) + 1 });
      }
      return best.processId;
    },
  };
}
