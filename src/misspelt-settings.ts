/** Shorter names are too much like others' to be called misspelt. */
const SHORTEST = 6;
/** A name that is this many changes of a letter away from a setting is taken for it. */
const MOST_CHANGES = 2;

const bare = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/**
 * Names in the environment that are no setting but nearly one, with the setting that was meant. A setting that is
 * there under its own name was not misspelt: `DATABASE_URI` beside `DATABASE_URL` belongs to another program.
 */
export function misspelt(
  given: readonly string[],
  settings: readonly string[],
): { name: string; meant: string }[] {
  const known = new Set(settings);
  const present = new Set(given);
  return given
    .filter((name) => !known.has(name) && bare(name).length >= SHORTEST)
    .flatMap((name) => {
      const meant = settings.find((setting) => !present.has(setting) && isNear(bare(name), bare(setting)));
      return meant ? [{ name, meant }] : [];
    });
}

function isNear(name: string, setting: string): boolean {
  if (setting.length < SHORTEST || Math.abs(name.length - setting.length) > MOST_CHANGES) return false;
  return distance(name, setting) <= MOST_CHANGES;
}

/** Letters added, left out, exchanged, or swapped with their neighbour (the optimal string alignment distance). */
function distance(from: string, to: string): number {
  const table = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => table[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row++) {
    table.push([row]);
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      (table[row] as number[])[column] = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + same,
        swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
  }
  return at(from.length, to.length);
}
