import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHistogram, createTally, createTraffic, summarizeRates } from './measurements.ts';

describe('histogram', () => {
  it('has nothing to say before the first value', () => {
    const histogram = createHistogram();
    expect(histogram.percentile(50)).toBeUndefined();
    expect(histogram.summary()).toBeUndefined();
  });

  it('gives nearest-rank percentiles within 1 %', () => {
    const value = fc.double({ min: 0.01, max: 600_000, noNaN: true });
    const rank = fc.constantFrom(1, 50, 95, 99, 100);
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), rank, (values, wanted) => {
        const histogram = createHistogram();
        for (const one of values) histogram.record(one);
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil((wanted / 100) * sorted.length) - 1]!;
        const given = histogram.percentile(wanted)!;
        expect(given).toBeGreaterThanOrEqual(exact * 0.999999);
        expect(given).toBeLessThanOrEqual(exact * 1.010001);
      }),
    );
  });

  it('keeps count and maximum exactly, and never says more than the maximum', () => {
    const histogram = createHistogram();
    for (let ms = 1; ms <= 1000; ms += 1) histogram.record(ms + 0.123);
    expect(histogram.summary()).toMatchObject({ count: 1000, max: 1000.123 });
    expect(histogram.percentile(100)).toBe(1000.123);
  });

  it.each([0, -3, 1e12, Number.NaN])('takes %s without losing count', (odd) => {
    const histogram = createHistogram();
    histogram.record(odd);
    expect(histogram.summary()?.count).toBe(1);
  });

  it('forgets everything on reset', () => {
    const histogram = createHistogram();
    histogram.record(500);
    histogram.reset();
    histogram.record(2);
    expect(histogram.summary()).toEqual({ count: 1, p50: 2, p95: 2, p99: 2, max: 2 });
  });
});

describe('tally', () => {
  it('counts by stage and code, the most frequent first, with the first example', () => {
    const tally = createTally();
    tally.add('join', 'banned', 'first');
    tally.add('sign-up', 'rate-limited');
    tally.add('sign-up', 'rate-limited', 'later');
    tally.add('refused', 'banned');
    expect(tally.list()).toEqual([
      { stage: 'sign-up', code: 'rate-limited', count: 2, example: '' },
      { stage: 'join', code: 'banned', count: 1, example: 'first' },
      { stage: 'refused', code: 'banned', count: 1, example: '' },
    ]);
  });
});

describe('traffic', () => {
  const at = { ms: 0 };
  const fresh = () => {
    at.ms = 0;
    return createTraffic(() => at.ms);
  };

  it('is undefined for a client that was never present', () => {
    expect(fresh().rates()).toBeUndefined();
  });

  it('divides by the seconds of presence alone', () => {
    const traffic = fresh();
    at.ms = 5_000;
    traffic.enter();
    traffic.received(100);
    traffic.received(300);
    traffic.sent(20);
    at.ms = 7_000;
    traffic.leave();
    at.ms = 60_000;
    expect(traffic.rates()).toEqual({ messagesIn: 1, bytesIn: 200, messagesOut: 0.5, bytesOut: 10 });
  });

  it('starts again from a restart, while presence goes on', () => {
    const traffic = fresh();
    traffic.enter();
    traffic.received(1_000);
    at.ms = 3_000;
    traffic.restart();
    traffic.received(8);
    at.ms = 7_000;
    expect(traffic.rates()).toMatchObject({ messagesIn: 0.25, bytesIn: 2 });
  });

  it('is summarized over clients', () => {
    const rates = [1, 2, 6].map((n) => ({ messagesIn: n, bytesIn: 10 * n, messagesOut: 0, bytesOut: -n }));
    expect(summarizeRates(rates)).toEqual({
      messagesIn: { mean: 3, lowest: 1, highest: 6 },
      bytesIn: { mean: 30, lowest: 10, highest: 60 },
      messagesOut: { mean: 0, lowest: 0, highest: 0 },
      bytesOut: { mean: -3, lowest: -6, highest: -1 },
    });
    expect(summarizeRates([])).toBeUndefined();
  });
});
