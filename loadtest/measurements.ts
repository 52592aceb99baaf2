/** What a run counts and times. Nothing here knows of Colyseus or the network. */

const LOWEST = 0.01;
const GROWTH = 1.01;
const BUCKETS = 2_400;

/** Percentiles are within 1 %; `count` and `max` are exact. */
export type Summary = { count: number; p50: number; p95: number; p99: number; max: number };

export type Histogram = {
  record(value: number): void;
  /** Nearest-rank percentile, 0 < rank ≤ 100; `undefined` while nothing has been recorded. */
  percentile(rank: number): number | undefined;
  summary(): Summary | undefined;
  reset(): void;
};

/**
 * A histogram of constant size, for values from 0.01 up (milliseconds, mostly): each bucket is 1 %
 * wider than the one before, so an hour of samples costs no more memory than a second of them.
 */
export function createHistogram(): Histogram {
  const counts = new Float64Array(BUCKETS);
  let count = 0;
  let max = 0;

  const percentile = (rank: number): number | undefined => {
    if (count === 0) return undefined;
    const wanted = Math.max(1, Math.ceil((rank / 100) * count));
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      seen += counts[bucket]!;
      if (seen >= wanted) return Math.min(max, upperEdge(bucket));
    }
    return max;
  };

  return {
    record(value) {
      counts[bucketOf(value)]! += 1;
      count += 1;
      max = Math.max(max, value);
    },
    percentile,
    summary() {
      if (count === 0) return undefined;
      return { count, p50: percentile(50)!, p95: percentile(95)!, p99: percentile(99)!, max };
    },
    reset() {
      counts.fill(0);
      count = 0;
      max = 0;
    },
  };
}

function bucketOf(value: number): number {
  if (!(value > LOWEST)) return 0;
  return Math.min(BUCKETS - 1, Math.ceil(Math.log(value / LOWEST) / Math.log(GROWTH)));
}

function upperEdge(bucket: number): number {
  return LOWEST * GROWTH ** bucket;
}

export type Tallied = { stage: string; code: string; count: number; example: string };

export type Tally = {
  /** `example` is kept from the first time that this code is seen at this stage. */
  add(stage: string, code: string, example?: string): void;
  /** The most frequent first. */
  list(): Tallied[];
};

export function createTally(): Tally {
  const lines = new Map<string, Tallied>();
  return {
    add(stage, code, example = '') {
      const key = `${stage}\n${code}`;
      const line = lines.get(key) ?? { stage, code, count: 0, example };
      line.count += 1;
      lines.set(key, line);
    },
    list: () => [...lines.values()].sort((a, b) => b.count - a.count),
  };
}

/** What one client sent and received, per second of its presence. Bytes are WebSocket payloads. */
export type Rates = { messagesIn: number; bytesIn: number; messagesOut: number; bytesOut: number };

export type Traffic = {
  received(bytes: number): void;
  sent(bytes: number): void;
  enter(): void;
  leave(): void;
  /** Forgets what was counted so far; presence goes on. */
  restart(): void;
  /** `undefined` for a client that was never present since the last restart. */
  rates(): Rates | undefined;
};

/** `now` is a monotonic clock in milliseconds. */
export function createTraffic(now: () => number): Traffic {
  const totals: Rates = { messagesIn: 0, bytesIn: 0, messagesOut: 0, bytesOut: 0 };
  let presentMs = 0;
  let enteredAt: number | undefined;

  const settle = () => {
    if (enteredAt !== undefined) presentMs += now() - enteredAt;
    enteredAt = undefined;
  };

  return {
    received(bytes) {
      totals.messagesIn += 1;
      totals.bytesIn += bytes;
    },
    sent(bytes) {
      totals.messagesOut += 1;
      totals.bytesOut += bytes;
    },
    enter() {
      enteredAt ??= now();
    },
    leave: settle,
    restart() {
      Object.assign(totals, { messagesIn: 0, bytesIn: 0, messagesOut: 0, bytesOut: 0 });
      presentMs = 0;
      if (enteredAt !== undefined) enteredAt = now();
    },
    rates() {
      const seconds = (presentMs + (enteredAt === undefined ? 0 : now() - enteredAt)) / 1000;
      if (seconds <= 0) return undefined;
      return {
        messagesIn: totals.messagesIn / seconds,
        bytesIn: totals.bytesIn / seconds,
        messagesOut: totals.messagesOut / seconds,
        bytesOut: totals.bytesOut / seconds,
      };
    },
  };
}

export type Spread = { mean: number; lowest: number; highest: number };

export type TrafficSummary = Record<keyof Rates, Spread>;

/** How the clients' rates compare; `undefined` when no client has any. */
export function summarizeRates(rates: readonly Rates[]): TrafficSummary | undefined {
  if (rates.length === 0) return undefined;
  const spread = (key: keyof Rates): Spread => {
    const values = rates.map((one) => one[key]);
    return {
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      lowest: values.reduce((a, b) => Math.min(a, b)),
      highest: values.reduce((a, b) => Math.max(a, b)),
    };
  };
  return {
    messagesIn: spread('messagesIn'),
    bytesIn: spread('bytesIn'),
    messagesOut: spread('messagesOut'),
    bytesOut: spread('bytesOut'),
  };
}
