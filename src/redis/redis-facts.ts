import type { Redis } from 'ioredis';
import { nanoid } from 'nanoid';
import type { FactBus } from '#domain/facts.ts';
import { createLocalFacts } from './local-facts.ts';

/** Published messages know no Redis database: the channel keeps two deployments on one server apart. */
const channelOf = (redis: Redis): string => `triberspace:facts:${redis.options.db ?? 0}`;

type Envelope = { from: string; name: string; fact: unknown };

export type RedisFacts = FactBus & { close(): void };

/**
 * Facts across processes, over Redis publish/subscribe. One's own facts are heard at once, without the way
 * through Redis, so that a broken Redis leaves each process whole. After a reconnection `FactsMissed` is told.
 */
export async function createRedisFacts(
  publisher: Redis,
  subscriber: Redis,
  onError: (error: unknown) => void,
): Promise<RedisFacts> {
  const local = createLocalFacts(onError);
  const self = nanoid();
  const channel = channelOf(publisher);
  let wasReady = false;

  subscriber.on('message', (_channel: string, text: string) => {
    const envelope = parse(text);
    if (envelope && envelope.from !== self) local.deliver(envelope.name, envelope.fact);
  });
  subscriber.on('ready', () => {
    if (wasReady) local.deliver('FactsMissed', { reason: 'reconnected to Redis' });
    wasReady = true;
  });
  await subscriber.subscribe(channel);
  wasReady = true;

  return {
    subscribe: local.subscribe,
    publish: (name, fact) => {
      local.publish(name, fact);
      publisher
        .publish(channel, JSON.stringify({ from: self, name, fact } satisfies Envelope))
        .catch(onError);
    },
    close: () => {
      subscriber.disconnect();
      publisher.disconnect();
    },
  };
}

function parse(text: string): Envelope | undefined {
  try {
    return JSON.parse(text) as Envelope;
  } catch {
    return undefined;
  }
}
