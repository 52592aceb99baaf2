import { setTimeout as sleep } from 'node:timers/promises';

/** How often a process gives a sign of life. Milliseconds. */
export const BEAT_MS = 500;
/** After a silence nobody is taken for dead for this long: the others may be coming back as we are. Milliseconds. */
const SETTLING_MS = 3_000;
/** A sign that is so late says that Redis is away. Milliseconds. */
const LATE_MS = 3 * BEAT_MS;

/** What a process says of itself. */
export type OwnSign = {
  processId: string;
  players: number;
  isDraining: boolean;
  /** The version of the server, and the number of what its rooms and their clients say to each other. */
  version: string;
  protocol: number;
};
/**
 * `hears`: it listens to the requests of other processes. An older version signs without naming version and protocol.
 */
export type Sign = Omit<OwnSign, 'version' | 'protocol'> &
  Partial<Pick<OwnSign, 'version' | 'protocol'>> & { hears: boolean };

/**
 * Where the processes give their signs of life; `isRemembered` is false after a silence. A sign is taken only where
 * `memory` is what the answer names: that changes when Redis forgets everything.
 */
export type Signs = {
  give(sign: OwnSign, memory: string): Promise<{ living: Sign[]; isRemembered: boolean; memory: string }>;
  takeBack(processId: string): Promise<void>;
  /** Which of these processes have ever signed; one that has not may be alive all the same. */
  haveSigned(processIds: readonly string[]): Promise<Set<string>>;
};

type Needs = {
  /** Undefined where this is the only process. */
  signs: Signs | undefined;
  own: () => OwnSign;
  report: (error: unknown) => void;
};

type Watcher = {
  /** What has to be told before others may rely on our sign. */
  beforeBeat(): Promise<void>;
  /** After every sign; `wasSilent` where Redis knew nothing of us any more. */
  onBeat(wasSilent: boolean): Promise<void>;
  onDeath(processId: string): Promise<void>;
};

export type Processes = ReturnType<typeof createProcesses>;

/** Which server processes live, as their signs in Redis say, half a second old. */
export function createProcesses({ signs, own, report }: Needs) {
  let living = new Map<string, Sign>();
  const known = new Set<string>();
  const dead = new Set<string>();
  let beatAt = performance.now();
  let settlesUntil = Number.NEGATIVE_INFINITY;
  let memory = '';
  let silences = 0;
  let watcher: Watcher | undefined;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | undefined;

  const isBack = (processId: string): boolean => living.get(processId)?.hears ?? false;
  const isSettling = (): boolean => performance.now() < settlesUntil;

  /** Whether what Redis says of the rooms can be relied on: it is there, and all have told it of theirs again. */
  function isSure(): boolean {
    if (!signs) return true;
    if (performance.now() - beatAt > LATE_MS) return false;
    return !isSettling() || [...known].every((id) => dead.has(id) || isBack(id));
  }

  /** Others rely on a sign: it is given to the same Redis that was told of our rooms, not to one that came after it. */
  async function tellAndSign({ give }: Signs): ReturnType<Signs['give']> {
    for (;;) {
      const told = memory;
      await watcher?.beforeBeat();
      const answer = await give(own(), told);
      if (answer.memory === told) return answer;
      memory = answer.memory;
    }
  }

  async function beat(): Promise<void> {
    if (!signs) return;
    const answer = await tellAndSign(signs);
    const wasSilent = known.size > 0 && !answer.isRemembered;
    if (wasSilent) {
      settlesUntil = performance.now() + SETTLING_MS;
      silences++;
    }
    living = new Map(answer.living.map((sign) => [sign.processId, sign]));
    for (const id of living.keys()) {
      known.add(id);
      dead.delete(id);
    }
    await watcher?.onBeat(wasSilent);
    beatAt = performance.now();
    if (!isSettling()) await bury();
  }

  async function bury(): Promise<void> {
    const lost = [...known].filter((id) => !living.has(id) && !dead.has(id));
    for (const id of lost) dead.add(id);
    for (const id of lost) await watcher?.onDeath(id);
  }

  async function keepBeating(): Promise<void> {
    beating = beat().catch(report);
    await beating;
    if (!isStopped) timer = setTimeout(() => void keepBeating(), BEAT_MS);
  }

  return {
    /** Gives the first sign, and others from then on. */
    async start(given: Watcher): Promise<void> {
      watcher = given;
      if (signs) await keepBeating();
    },

    /** Gives a sign now, and knows those of the others anew; false where Redis takes too long. */
    async say(): Promise<boolean> {
      const said = (async () => {
        await beating;
        await beat();
        return true;
      })();
      const failed = (error: unknown) => {
        report(error);
        return false;
      };
      return Promise.race([said.catch(failed), sleep(LATE_MS, false)]);
    },

    /** This process closes its rooms: it goes on giving signs, and looks at nobody else's. */
    lookAway(): void {
      watcher = undefined;
    },

    async stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      await Promise.race([signs?.takeBack(own().processId).catch(report), sleep(BEAT_MS)]);
    },

    /** Which of these processes have signed and do so no longer. */
    async fellSilent(processIds: readonly string[]): Promise<Set<string>> {
      const silent = processIds.filter((id) => !living.has(id));
      return signs && silent.length > 0 ? signs.haveSigned(silent) : new Set();
    },

    isDead: (processId: string): boolean => dead.has(processId),
    isLiving: (processId: string): boolean => living.has(processId),
    /** Those among which rooms are spread: they live, listen, and do not stop. */
    open: (): Sign[] => [...living.values()].filter((sign) => sign.hears && !sign.isDraining),
    isSure,

    /** How often Redis was away or forgot us: what it said before that of the rooms was perhaps not all. */
    silences: (): number => silences,

    /** Waits until what Redis says of the rooms can be relied on; false where that takes too long. */
    async sure(withinMs: number): Promise<boolean> {
      for (const deadline = performance.now() + withinMs; !isSure(); await sleep(20))
        if (performance.now() > deadline) return false;
      return true;
    },
  };
}
