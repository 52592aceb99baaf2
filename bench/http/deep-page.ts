import type { Side } from './compare.ts';

/** How far down a deep page begins. */
const DEPTH = 0.8;

/** The page that begins after four fifths of the rows, found by turning pages as a client does. */
export async function deepPage(list: Side, rows: number): Promise<Side> {
  const step = Math.min(100, rows / 5);
  let cursor = '';
  for (let passed = 0; passed < rows * DEPTH; passed += step) {
    const after = cursor && `&cursor=${cursor}`;
    const answer = await fetch(`${list.url}/api/v1${list.path}?limit=${step}${after}`);
    const { page } = (await answer.json()) as { page: { nextCursor: string | null } };
    if (page.nextCursor === null) throw new Error(`${list.path} has only ${passed + step} of ${rows} rows.`);
    cursor = page.nextCursor;
  }
  return { ...list, path: `${list.path}?cursor=${cursor}` };
}
