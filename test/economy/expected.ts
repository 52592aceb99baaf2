/** What must be answered: this, among whatever else; or, where something stands in the way, one of these codes. */
export type Expected =
  | { answer: Record<string, unknown>; note?: string | undefined }
  | { refusals: string[] }
  | { replayOf: string };

/** What is done unless something stands in the way; any of the reasons will do for a refusal. */
export function unless(reasons: Record<string, boolean>, done: () => Expected): Expected {
  const refusals = Object.keys(reasons).filter((code) => reasons[code]);
  return refusals.length > 0 ? { refusals } : done();
}
