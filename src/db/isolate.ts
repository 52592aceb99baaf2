/** What became of inputs that were worked on together. */
export type Isolated<Input, Output> = {
  outputs: Output[];
  /** The inputs that could not be worked on, not even alone. */
  refused: { input: Input; error: unknown }[];
};

/**
 * Works on all inputs at once, and where that is refused on each half of them, down to single ones: an input that is
 * refused keeps no other from being worked on, and each costs a few attempts and not one for each input.
 * @param work must have no effect where it throws
 * @param isRefused whether an error is about an input; any other ends the whole
 */
export async function isolateRefused<Input, Output>(
  inputs: readonly Input[],
  work: (inputs: readonly Input[]) => Promise<readonly Output[]>,
  isRefused: (error: unknown) => boolean,
): Promise<Isolated<Input, Output>> {
  if (inputs.length === 0) return { outputs: [], refused: [] };
  try {
    return { outputs: [...(await work(inputs))], refused: [] };
  } catch (error) {
    if (!isRefused(error)) throw error;
    if (inputs.length === 1) return { outputs: [], refused: [{ input: inputs[0] as Input, error }] };
    const middle = Math.ceil(inputs.length / 2);
    const first = await isolateRefused(inputs.slice(0, middle), work, isRefused);
    const second = await isolateRefused(inputs.slice(middle), work, isRefused);
    return {
      outputs: [...first.outputs, ...second.outputs],
      refused: [...first.refused, ...second.refused],
    };
  }
}
