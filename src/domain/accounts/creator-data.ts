import { type SQL, sql } from 'drizzle-orm';
import { isoTime } from '../clock.ts';
import { usualMovement } from '../worlds/movement-settings.ts';
import { nextRows, type OwnBook, type OwnData } from './own-data.ts';

const time = (column: string): SQL => isoTime(sql.raw(column));

const ofCreator = (creators: string, userId: string): SQL =>
  sql`${sql.raw(creators)} in (select id from creators where user_id = ${userId})`;

/** The creator that a user is or was: one row, or none. */
export const creator: OwnData = (userId) => sql`
  select c.public_id as id, c.bio, c.points_name as "pointsName", g.points_symbol as "pointsSymbol",
    ${time('c.created_at')} as "createdAt", ${time('c.updated_at')} as "updatedAt",
    ${time('c.retired_at')} as "retiredAt"
  from creators c left join creator_points_config g on g.creator_id = c.id where c.user_id = ${userId}`;

/** What belongs to a creator, as rows whose names and values are those of the answer. */
export const creations = {
  worlds: (userId, after) => sql`
    select id as "rowId", public_id as id, name, description, ${time('created_at')} as "createdAt"
    from worlds where ${ofCreator('creator_id', userId)} and ${nextRows('worlds.id', after)}`,

  spaces: (userId, after) => sql`
    select s.id as "rowId", s.public_id as id, w.public_id as "worldId", s.name, s.space_type as "spaceType",
      s.is_active as "isActive", s.capacity,
      ${JSON.stringify(usualMovement)}::text::jsonb || s.movement as movement, ${time('s.created_at')} as "createdAt"
    from spaces s join worlds w on w.id = s.world_id
    where ${ofCreator('w.creator_id', userId)} and ${nextRows('s.id', after)}`,

  events: (userId, after) => sql`
    select e.id as "rowId", e.public_id as id, s.public_id as "spaceId", e.name, e.description,
      ${time('e.start_time')} as "startTime", ${time('e.end_time')} as "endTime", e.is_live as "isLive",
      ${time('e.started_at')} as "startedAt", ${time('e.ended_at')} as "endedAt",
      jsonb_build_object('pointsPerMinute', e.points_per_minute, 'minimumSeconds', e.minimum_seconds,
        'maximumPoints', e.maximum_points, 'budget', e.reward_budget) as reward,
      ${time('e.created_at')} as "createdAt"
    from events e join spaces s on s.id = e.space_id join worlds w on w.id = s.world_id
    where ${ofCreator('w.creator_id', userId)} and ${nextRows('e.id', after)}`,

  tribes: (userId, after) => sql`
    select id as "rowId", public_id as id, name, description, coalesce(perks, '[]') as perks, join_cost as "joinCost",
      ${time('created_at')} as "createdAt"
    from tribes where ${ofCreator('creator_id', userId)} and ${nextRows('tribes.id', after)}`,

  stores: (userId, after) => sql`
    select id as "rowId", public_id as id, store_name as "storeName", description, banner_url as "bannerUrl",
      logo_url as "logoUrl", is_active as "isActive", settings, ${time('created_at')} as "createdAt",
      ${time('updated_at')} as "updatedAt"
    from creator_stores where ${ofCreator('creator_id', userId)} and ${nextRows('creator_stores.id', after)}`,

  products: (userId, after) => sql`
    select p.id as "rowId", p.public_id as id, p.name, p.description, p.product_type as "productType",
      p.digital_asset_url as "digitalAssetUrl", i.public_id as "itemId", p.price_points as "pricePoints",
      p.is_active as "isActive", p.max_quantity as "maxQuantity", p.current_stock as "currentStock",
      p.max_per_user as "maxPerUser",
      ${time('p.release_date')} as "releaseDate", p.metadata, p.display_order as "displayOrder",
      ${time('p.created_at')} as "createdAt", ${time('p.updated_at')} as "updatedAt"
    from products p left join avatar_items i on i.id = p.item_id
    where ${ofCreator('p.creator_id', userId)} and ${nextRows('p.id', after)}`,

  packages: (userId, after) => sql`
    select id as "rowId", public_id as id, name, points_amount as "pointsAmount", bonus_points as "bonusPoints",
      price_usd::text as "priceUSD", is_active as "isActive", display_order as "displayOrder",
      ${time('created_at')} as "createdAt"
    from points_packages where ${ofCreator('creator_id', userId)} and ${nextRows('points_packages.id', after)}`,

  wearables: (userId, after) => sql`
    select i.id as "rowId", i.public_id as id, m.public_id as "baseModelId", i.slot_name as "slotName", i.mesh_url as "meshUrl",
      i.texture_url as "textureUrl", i.thumbnail_url as "thumbnailUrl", i.metadata,
      ${time('i.created_at')} as "createdAt"
    from avatar_items i join avatar_base_models m on m.id = i.base_model_id
    where ${ofCreator('i.creator_id', userId)} and ${nextRows('i.id', after)}`,
} satisfies Record<string, OwnBook>;
