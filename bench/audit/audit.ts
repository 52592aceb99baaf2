import { makeServedDatabase } from '../bench-database.ts';
import { type Benchmark, median, type Result, round, seconds } from '../measure.ts';
import { CHAIN, populate, scaleOf } from './economy.ts';
import { type Measured, measureAudit } from './measure-audit.ts';
import { printChecks, printWrites } from './report.ts';

const ROWS = 10_000_000;
const FEW_ROWS = 100_000;
const WANTED_SECONDS = 120;

/** `npm run audit` on an economy of many ledger rows, while somebody earns points the whole time. */
export const audit: Benchmark = {
  summary: `the audit of ${ROWS / 1e6} million ledger rows, while points are written (--rows N for another number)`,
  async run({ quick, databaseUrl, rows = quick ? FEW_ROWS : ROWS }): Promise<Result> {
    const scale = scaleOf(rows);
    const ledgerRows = scale.creators * scale.members * CHAIN;
    console.log(`Making an economy of ${ledgerRows} ledger rows.`);
    const made = await makeServedDatabase(databaseUrl, async (database) => {
      const took = await seconds(() => populate(database, scale, (what) => console.log(`  ${what}`)));
      console.log(`Made in ${round(took, 0)} s.`);
    });
    try {
      const { lines, tookSeconds, peakMegabytes, writes } = await measureAudit({
        DATA_DIR: '',
        ...made.place,
      });
      printChecks(lines, tookSeconds);
      printWrites(writes);
      console.log(`audit process: ${peakMegabytes} MB at most; wanted: ${WANTED_SECONDS} s or less in all`);
      const violated = lines.filter(({ violations }) => violations > 0);
      if (violated.length > 0)
        throw new Error(`The audit found: ${violated.map(({ name }) => name).join(', ')}`);
      return {
        rounds: 1,
        figures: {
          ledgerRows,
          seconds: round(tookSeconds, 1),
          peakMegabytes,
          ...Object.fromEntries(lines.map(({ name, milliseconds }) => [`${name}.ms`, milliseconds])),
          ...(databaseUrl ? writeFigures(writes) : {}),
        },
        ratios: { timeToWanted: round(tookSeconds / WANTED_SECONDS, 2) },
      };
    } finally {
      await made.drop();
    }
  },
};

const writeFigures = ({ alone, during }: Measured['writes']) => ({
  'write.aloneMs': round(median(alone), 1),
  'write.duringMs': round(median(during), 1),
  'write.duringWorstMs': round(Math.max(...during), 1),
});
