import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/**
 * The same as `condition`, of which PostgreSQL expects nearly every row to hold (its default for `is not null`). Of other
 * expressions it expects half, and two of these make it read all products where an index has the page.
 */
const mostly = (condition: SQL): SQL => sql`(nullif(${condition}, false) is not null)`;

/**
 * Whether the store of a creator is open; a creator without a store has none to close. Asked for each row, and not
 * joined: PostgreSQL would read all stores for a page of products.
 */
export const isStoreOpen = (creatorId: SQLWrapper): SQL =>
  mostly(sql`coalesce((select s.is_active from creator_stores s where s.creator_id = ${creatorId}), true)`);

type Columns = Record<'productType' | 'itemId' | 'meshUrl' | 'textureUrl', SQLWrapper>;

/**
 * Whether a product has what it sells: one of type `avatar` a wearable, and a wearable a mesh or a texture, without which
 * nobody would see it.
 */
export const isComplete = ({ productType, itemId, meshUrl, textureUrl }: Columns): SQL =>
  mostly(
    sql`case when ${itemId} is null then ${productType} <> 'avatar' else coalesce(${meshUrl}, ${textureUrl}) is not null end`,
  );

/** The same for product `p`, joined to its wearable `i`. */
export const isCompleteAliased: SQL = isComplete({
  productType: sql`p.product_type`,
  itemId: sql`p.item_id`,
  meshUrl: sql`i.mesh_url`,
  textureUrl: sql`i.texture_url`,
});
