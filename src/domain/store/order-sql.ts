import { type SQL, sql } from 'drizzle-orm';
import { preparedStatement } from '#db/prepared-statement.ts';
import { isoTime } from '../clock.ts';
import { keepAnswer } from '../idempotency.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Ledger } from '../points/ledger.ts';
import { isStoreOpen } from './sellable-sql.ts';

/** What a line of an order says to the database. Ids are internal, but for `publicId`, of a new inventory entry. */
export type OrderLine = {
  productId: number;
  quantity: number;
  pointsPerItem: number;
  totalPoints: number;
  maxPerUser: number | null;
  itemId: number | null;
  publicId: string;
  metadata: { name: string; productType: string; pricePoints: number };
};

/**
 * The values of the statement. `lines` and `items` are JSON. `productIds` are those of the lines, with commas: of a
 * list in JSON the planner expects a hundred, and reads all products for it.
 */
export type OrderValues = {
  userId: string;
  key: string | null;
  creatorId: number;
  creatorPublicId: string;
  orderNumber: string;
  transactionId: string;
  total: number;
  productIds: string;
  lines: string;
  /** The lines as the buyer sees them. */
  items: string;
};

/** How it came out. Where something is missing, the caller must roll back. */
export type OrderOutcome = {
  /** Null where the balance does not suffice. */
  balance: number | null;
  /** Of each product that was still there as it was offered: what is left, null without a limit. */
  taken: { productId: string; stock: number | null }[];
  /** What the products cost now, where not all were taken; null where all were, or their store is closed. */
  standing: { productId: string; pricePoints: number }[] | null;
  /** How many wearables came into the wardrobe. */
  dressed: number;
  /** The answer, JSON as text; null where there is no order. */
  answer: string | null;
};

const value = (name: keyof OrderValues): SQL => sql`${sql.placeholder(name)}`;

const userId = sql`${value('userId')}::text`;
const orderNumber = sql`${value('orderNumber')}::uuid`;
const isWanted = sql`p.id = any(string_to_array(${value('productIds')}::text, ',')::int[])`;
const wantedCount = sql`(select count(*) from wanted)`;

/**
 * All that an order changes, in one statement: payment, stock, ownership, the order itself and the answer kept with
 * the key. Each part waits for the one before it, so that locks are taken in the order that all keep: balance,
 * products by id, inventory by product. A part that fails lets none of the later ones begin.
 * @param isPaid false for an order of things that cost nothing, which has no payment
 */
export function orderStatement(ledger: Ledger, inventory: Inventory, isPaid: boolean) {
  const { charged, entry } = ledger.charge(
    { type: 'spend', source: 'store', referenceType: 'order', description: 'Bought in the store' },
    {
      userId,
      creatorId: value('creatorId'),
      amount: value('total'),
      transactionId: value('transactionId'),
      reference: sql`numbered`,
    },
  );
  const granted = inventory.grant({
    userId,
    orderId: sql`(select id from numbered)`,
    orderNumber,
    from: sql`bought`,
  });
  return preparedStatement<OrderOutcome>(sql`
    with wanted as materialized (
      select * from jsonb_to_recordset(${value('lines')}::text::jsonb) as w("productId" int, quantity int,
        "pointsPerItem" int, "totalPoints" bigint, "maxPerUser" int, "itemId" int, "publicId" text, metadata jsonb)
    ),
    ${isPaid ? charged : unpaid},
    ${stock},
    bought as materialized (select * from wanted where (select count(*) from taken) = ${wantedCount}),
    numbered as materialized (
      select nextval(pg_get_serial_sequence('orders', 'id'))::int as id where exists (select 1 from bought)
    ),
    ${granted},
    ${isPaid ? entry : sql`entry as (select null::int as id from numbered)`},
    ${order},
    answered as (
      select json_build_object('orderNumber', ${orderNumber}, 'creatorId', ${value('creatorPublicId')}::text,
        'totalPoints', ${value('total')}::bigint, 'status', 'completed', 'balance', c.balance,
        'items', ${value('items')}::text::json, 'createdAt', ${isoTime(sql`o.created_at`)})::text as answer
      from ordered o, charged c
    ),
    kept as (${keepAnswer(userId, sql`${value('key')}::text`, sql`coalesce((select answer from answered), '')`)})
    select (select balance from charged) as balance,
      (select coalesce(jsonb_agg(jsonb_build_object('productId', public_id, 'stock', current_stock)), '[]') from taken)
        as taken,
      (select jsonb_agg(jsonb_build_object('productId', public_id, 'pricePoints', price_points)) from locked
        where (select count(*) from taken) < ${wantedCount}) as standing,
      (select count(*) from dressed)::int as dressed, (select answer from answered) as answer`);
}

/** What costs nothing moves no points. The balance is 0 where there has never been any. */
const unpaid = sql`charged as (
  select coalesce((
    select balance from point_balances where user_id = ${userId} and creator_id = ${value('creatorId')}::int
  ), 0) as balance
)`;

/**
 * Takes the stock of products that are still offered as the buyer was told. The store is asked here once more: whoever
 * closes one waits for the purchases under way, and those that wait for them read it closed.
 */
const stock = sql`locked as materialized (
    select p.id, p.public_id, p.price_points from products p
    where ${isWanted} and (select count(*) from charged) = 1 and (select ${isStoreOpen(sql`${value('creatorId')}::int`)})
    order by p.id for update
  ),
  taken as (
    update products p set current_stock = p.current_stock - w.quantity
    from wanted w
    where p.id = w."productId" and ${isWanted} and (select count(*) from locked) = ${wantedCount}
      and p.is_active and p.price_points = w."pointsPerItem" and p.max_per_user is not distinct from w."maxPerUser"
      and (p.current_stock is null or p.current_stock >= w.quantity)
    returning p.public_id, p.current_stock
  )`;

/** The order takes its number first: the ledger row refers to it, and it to the ledger row. */
const order = sql`ordered as (
    insert into orders (id, order_number, user_id, creator_id, total_points, status, payment_transaction_id)
    overriding system value
    select n.id, ${orderNumber}, ${userId}, ${value('creatorId')}::int, ${value('total')}::bigint, 'completed', e.id
    from numbered n, entry e
    returning created_at
  ),
  itemized as (
    insert into order_items (order_id, product_id, quantity, points_per_item, total_points, metadata)
    select n.id, b."productId", b.quantity, b."pointsPerItem", b."totalPoints", b.metadata
    from bought b, numbered n
  )`;
