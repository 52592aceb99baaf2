/** How work is gathered: a batch begins at most once in `everyMs`, and has `most` inputs at most. */
export type Gathering = { everyMs: number; most: number };

type Asked<Input, Output> = {
  input: Input;
  resolve: (output: Output) => void;
  reject: (error: unknown) => void;
};

/**
 * Makes of `work` on many something that is asked for one by one. Who comes alone is served at once; who comes
 * while a batch is under way, or within `everyMs` of its beginning, shares the next one. Each gets the answer at
 * their place, and a batch that fails fails for those in it only. The work begins after it was asked for, so
 * what it reads is never older than the question.
 */
export function inBatches<Input, Output>(
  work: (inputs: Input[]) => Promise<readonly Output[]>,
  { everyMs, most }: Gathering,
): (input: Input) => Promise<Output> {
  let waiting: Asked<Input, Output>[] = [];
  let isPlanned = false;
  let begunAt = Number.NEGATIVE_INFINITY;

  function plan(): void {
    if (isPlanned || waiting.length === 0) return;
    isPlanned = true;
    const early = begunAt + everyMs - performance.now();
    // At once is after this turn of the loop: those whom one batch before this one let go come together.
    if (early > 0 && waiting.length < most) setTimeout(run, early);
    else setImmediate(run);
  }

  async function run(): Promise<void> {
    const batch = waiting.slice(0, most);
    waiting = waiting.slice(most);
    begunAt = performance.now();
    try {
      const outputs = await work(batch.map(({ input }) => input));
      for (const [at, { resolve }] of batch.entries()) resolve(outputs[at] as Output);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    isPlanned = false;
    plan();
  }

  return (input) =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject });
      plan();
    });
}
