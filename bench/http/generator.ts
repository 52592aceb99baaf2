import autocannon from 'autocannon';

/* The load, in a process of its own: one task after the other, each answered with what came of it. */

export type LoadTask = { url: string; headers: Record<string, string>; connections: number; seconds: number };

/** Latencies in milliseconds. */
export type Load = { requests: number; requestsPerSecond: number; p50: number; p99: number };

/** More answers than come in one task. Kept, as an array that grows would stop the generator to collect garbage. */
const times = new Float64Array(2_000_000);

async function generate({ seconds, ...task }: LoadTask): Promise<Load> {
  let answered = 0;
  const { duration, requests } = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon({ ...task, duration: seconds }, (error, result) =>
      error ? reject(error) : resolve(result),
    );
    // Its own histogram knows whole milliseconds only.
    run.on('response', (_client, status, _bytes, milliseconds) => {
      if (status === 200) times[answered++] = milliseconds;
    });
  });
  if (requests.total === 0) return generate({ ...task, seconds: seconds * 10 });
  if (answered < requests.total)
    throw new Error(`${task.url}: ${answered} of ${requests.total} answers were good.`);
  const latencies = times.subarray(0, answered).sort();
  const percentile = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] as number;
  return {
    requests: latencies.length,
    requestsPerSecond: latencies.length / duration,
    p50: percentile(0.5),
    p99: percentile(0.99),
  };
}

process.on('message', async (task: LoadTask) => process.send?.(await generate(task)));
