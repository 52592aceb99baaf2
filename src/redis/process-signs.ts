import type { Redis } from 'ioredis';
import { nanoid } from 'nanoid';

/** Without a sign for this long a process is taken for dead. Milliseconds. */
export const SIGN_LASTS_MS = 3_000;

const KEY = 'triberspace:processes';
/** A name that this Redis has until it forgets everything. */
const MEMORY_KEY = 'triberspace:memory';

/** Who has ever signed, with when that was last; remembered for a month after that. */
const SIGNED_KEY = 'triberspace:signed';
const REMEMBERED_MS = 30 * 24 * 3_600_000;

/** What a process says of itself with each sign of life. */
export type OwnSign = {
  processId: string;
  players: number;
  isDraining: boolean;
  version: string;
  protocol: number;
};

export type Sign = OwnSign & {
  /** Whether it listens to the requests of other processes. */
  hears: boolean;
};

export type Signs = {
  /** The name of what Redis remembers now. Where it is not the one that was given, no sign was written down. */
  memory: string;
  /** All whose sign is fresh, the one who asks among them. */
  living: Sign[];
  /** False where Redis knows no fresh sign from before: we were silent for too long, or it forgot everything. */
  isRemembered: boolean;
};

/**
 * Writes down the sign of one process and answers with all that are fresh, at the time of Redis: no two clocks
 * are compared. What is not renewed goes by itself. A sign that is meant for what Redis has forgotten is not taken.
 */
const GIVE_SIGN = `
  redis.call('SETNX', KEYS[2], ARGV[5])
  local memory = redis.call('GET', KEYS[2])
  if memory ~= ARGV[4] then return { memory, 0 } end
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local after = now - tonumber(ARGV[3])
  local function isFresh(sign) return sign and tonumber(string.match(sign, '^%d+')) > after end
  local isRemembered = isFresh(redis.call('HGET', KEYS[1], ARGV[1]))
  redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f', now) .. ' ' .. ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  redis.call('ZADD', KEYS[3], now, ARGV[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - tonumber(ARGV[6]))
  local answer = { memory, isRemembered and 1 or 0 }
  local all = redis.call('HGETALL', KEYS[1])
  for at = 1, #all, 2 do
    if isFresh(all[at + 1]) then
      local heard = redis.call('PUBSUB', 'NUMSUB', 'p:' .. all[at])
      table.insert(answer, { string.match(all[at + 1], ' (.*)$'), heard[2] })
    else
      redis.call('HDEL', KEYS[1], all[at])
    end
  end
  return answer`;

export type ProcessSigns = ReturnType<typeof createProcessSigns>;

/** Signs of life of all processes. They wait for a Redis that is away. */
export function createProcessSigns(redis: Redis) {
  return {
    /** @param memory the Redis to which everything was told that the sign stands for, as the last answer named it */
    async give(sign: OwnSign, memory: string): Promise<Signs> {
      const [now, isRemembered, ...living] = (await redis.eval(
        GIVE_SIGN,
        3,
        KEY,
        MEMORY_KEY,
        SIGNED_KEY,
        sign.processId,
        JSON.stringify(sign),
        SIGN_LASTS_MS,
        memory,
        nanoid(),
        REMEMBERED_MS,
      )) as [string, number, ...[string, number][]];
      return {
        memory: now,
        isRemembered: isRemembered === 1,
        living: living.map(([text, heard]) => ({ ...(JSON.parse(text) as OwnSign), hears: heard > 0 })),
      };
    },

    /** Which of these processes have ever signed. */
    async haveSigned(processIds: readonly string[]): Promise<Set<string>> {
      const scores = await Promise.all(processIds.map((id) => redis.zscore(SIGNED_KEY, id)));
      return new Set(processIds.filter((_, at) => scores[at] !== null));
    },

    /** This process goes: nobody need wait for its sign to fade. */
    async takeBack(processId: string): Promise<void> {
      await redis.hdel(KEY, processId);
    },
  };
}
