import { isContention, isDatabaseAway } from './constraint.ts';

/** Is told of an error with which the database said, or its absence showed, that it cannot do its work for now. */
export type FailureListener = (error: unknown) => void;

/** Collects such errors where statements are sent, so that none is missed, whoever handles or swallows it later. */
export type Failures = {
  /** Passes an error on to the listener if it is of that kind. */
  note(error: unknown): void;
  /** The same for a transaction, which is tried again where others were in its way. */
  noteUnlessRetried(error: unknown): void;
  /** There is one listener; a second one takes its place. */
  listen(listener: FailureListener): void;
};

export function createFailures(): Failures {
  let listener: FailureListener = () => {};
  const note = (error: unknown) => {
    if (isDatabaseAway(error)) listener(error);
  };
  return {
    note,
    noteUnlessRetried: (error) => {
      if (!isContention(error)) note(error);
    },
    listen: (given) => {
      listener = given;
    },
  };
}
