/** Characters that are kept of one text in the log. */
export const TEXT_LIMIT = 500;
/** Characters that are kept of a stack trace, whose frames are what it is read for. */
const STACK_LIMIT = 4_000;
/** Characters of a line; one that is longer after all texts are cut keeps only what says when and where it was. */
const LINE_LIMIT = 16_000;

/** A text as the log keeps it: cut, with its full length, where it is too long. */
export const cutText = (text: string, limit = TEXT_LIMIT): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length} characters)`;

/**
 * Bounds a line of the log, whatever was put into it: clients choose much of what is logged when they are refused.
 * Short lines, which are most, are not looked at.
 */
export function boundedLine(line: string): string {
  if (line.length <= TEXT_LIMIT) return line;
  const fields = JSON.parse(line) as Record<string, unknown>;
  const bounded = `${JSON.stringify(fields, cutValue)}\n`;
  if (bounded.length <= LINE_LIMIT) return bounded;
  const { level, time, pid, hostname, requestId, msg } = fields;
  const kept = { level, time, pid, hostname, requestId, msg, note: 'the rest of this line was too long' };
  return `${JSON.stringify(kept, cutValue)}\n`;
}

const cutValue = (key: string, value: unknown): unknown =>
  typeof value === 'string' ? cutText(value, key === 'stack' ? STACK_LIMIT : TEXT_LIMIT) : value;
