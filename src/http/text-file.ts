const FILE = Symbol('a text file');

/** An answer that is no JSON: text to save, of a media type that its route declares. */
export type TextFile = {
  readonly [FILE]: true;
  /** Such as `text/csv`. */
  mediaType: string;
  /** What a browser saves it as. */
  fileName: string;
  text: string;
};

/**
 * What a handler answers instead of data.
 * @param fileName letters, digits, `.`, `_` and `-`
 */
export const textFile = (mediaType: string, fileName: string, text: string): TextFile => ({
  [FILE]: true,
  mediaType,
  fileName,
  text,
});

export const isTextFile = (answered: unknown): answered is TextFile =>
  typeof answered === 'object' && answered !== null && FILE in answered;
