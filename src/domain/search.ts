import { type AnyColumn, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { foldedText, shortParts } from '#db/folding.ts';

/**
 * Rows in whose folded column `term` is found anywhere, without regard to case and accents, and with nothing
 * in it taken for a wildcard. No condition where there is no term.
 */
export function matches(folded: AnyColumn, term: string | Placeholder | undefined): SQL | undefined {
  if (term === undefined) return undefined;
  const wanted = foldedText(sql`${term}::text`);
  const literal = sql`regexp_replace(${wanted}, '([\\\\%_])', '\\\\\\1', 'g')`;
  const hasPart = sql`(length(${wanted}) not in (1, 2) or ${shortParts(folded)} @> array[${wanted}])`;
  return sql`${folded} like '%' || ${literal} || '%' and ${hasPart}`;
}

/**
 * Rows that refer to the row with a public id, such as the spaces of a world: found by the internal id, so
 * that an index which begins with it can also give them in order. No condition where there is no public id.
 */
export function refersTo(
  reference: AnyColumn,
  target: PgTable & { id: AnyColumn; publicId: AnyColumn },
  publicId: string | Placeholder | undefined,
): SQL | undefined {
  if (publicId === undefined) return undefined;
  return sql`${reference} = (select ${target.id} from ${target} where ${target.publicId} = ${publicId})`;
}
