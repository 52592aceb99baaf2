import type { Presence } from '@colyseus/core';

/** Of Colyseus's requests between processes: that an answer is an error. */
const IPC_ERROR = 1;

type Request = [method: string | undefined, requestId: string, args: unknown];

/** Whether a message goes to one room or one process. Everything else has no answer to wait for. */
const isRequest = (topic: string): boolean => topic.startsWith('$') || topic.startsWith('p:');

/**
 * Answers a request that nobody heard at once, as a timeout: its process is dead, and waiting for it would make a
 * player wait two seconds for every room that is no longer there.
 * @param publish tells a topic, and how many have heard it
 */
export function answerUnheard(
  presence: Presence,
  publish: (topic: string, text: string) => Promise<number>,
): Presence {
  presence.publish = async (topic: string, data: unknown = false) => {
    const heardBy = await publish(topic, JSON.stringify(data));
    if (heardBy > 0 || !isRequest(topic)) return;
    const [, requestId] = data as Request;
    await publish(`ipc:${requestId}`, JSON.stringify([IPC_ERROR, 'ipc_timeout']));
  };
  return presence;
}
