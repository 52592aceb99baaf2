import { sql } from 'drizzle-orm';
import { type Database, rows } from '#db/client.ts';
import { type Clock, isoTime } from '../clock.ts';
import { isReleased } from './release-sql.ts';
import { isCompleteAliased, isStoreOpen } from './sellable-sql.ts';

/** A product with a release time or limited stock, as everybody may see it. */
export type Drop = {
  productId: string;
  name: string;
  pricePoints: number;
  /** ISO 8601; null for a product that was on offer from the beginning. */
  releaseAt: string | null;
  /** Whether it can be bought, by the same clock that a purchase asks. */
  isReleased: boolean;
  /** How long until it is released, in milliseconds; null once it is. */
  releasesIn: number | null;
  /** How many are left; null without a limit. */
  stock: number | null;
};

/** So many are shown of one creator, whatever they offer. */
export const SHOWN_DROPS = 50;

export type Drops = ReturnType<typeof createDrops>;

/** The drops of creators, for the rooms that show them. */
export function createDrops({ database: { db }, clock }: { database: Database; clock: Clock }) {
  return {
    /**
     * The drops that a creator offers in an open store, at most 50: in turn the next one to come and the newest that is out, so
     * that neither crowds out the other. The next release of all is always among them.
     */
    ofCreator: (creatorId: number): Promise<Drop[]> =>
      rows<Drop>(
        db,
        sql`select d."productId", d.name, d."pricePoints", d."releaseAt", d."isReleased", d."releasesIn", d.stock
            from (
              select p.public_id as "productId", p.name, p.price_points as "pricePoints",
                ${isoTime(sql`p.release_date`)} as "releaseAt", ${isReleased(clock.now)} as "isReleased",
                case when not ${isReleased(clock.now)}
                  then ceil(extract(epoch from p.release_date - ${clock.now}) * 1000)::float8 end as "releasesIn",
                p.current_stock as stock,
                row_number() over (partition by ${isReleased(clock.now)} order by
                  case when not ${isReleased(clock.now)} then p.release_date end,
                  coalesce(p.release_date, p.created_at) desc, p.id desc) as turn
              from products p join creators c on c.id = p.creator_id left join avatar_items i on i.id = p.item_id
              where p.creator_id = ${creatorId} and p.is_active and c.retired_at is null
                and ${isStoreOpen(sql`c.id`)} and ${isCompleteAliased}
                and (p.release_date is not null or p.current_stock is not null)) d
            order by d.turn, d."isReleased" limit ${SHOWN_DROPS}`,
      ),
  };
}
