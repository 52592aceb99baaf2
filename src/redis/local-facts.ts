import { EventEmitter } from 'node:events';
import type { FactBus } from '#domain/facts.ts';

export type LocalFacts = FactBus & {
  /** Hands a fact that came from elsewhere to this process's listeners. */
  deliver(name: string, fact: unknown): void;
};

/** Facts within this process. A listener that throws is reported and keeps no other from hearing. */
export function createLocalFacts(onError: (error: unknown) => void): LocalFacts {
  const emitter = new EventEmitter().setMaxListeners(0);
  const deliver = (name: string, fact: unknown) => {
    for (const listener of emitter.listeners(name)) {
      try {
        listener(fact);
      } catch (error) {
        onError(error);
      }
    }
  };
  return {
    deliver,
    publish: (name, fact) => deliver(name, fact),
    subscribe: (name, handler) => {
      emitter.on(name, handler);
      return () => emitter.off(name, handler);
    },
  };
}
