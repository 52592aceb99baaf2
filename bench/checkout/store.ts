import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

/** Who buys what, and the key that names it. */
export type Purchase = { userId: string; productId: string; key: string };

const USERS = 1_000;
const CREATORS = 10;
const PRODUCTS = 1_000;

/**
 * Creators with limited products, and users with points of all of them. The points are posted as packages are, so
 * that the books are in order from the beginning.
 */
export async function populate({ db }: Database): Promise<void> {
  const points = 100_000;
  await db.execute(sql`
    insert into "user" (id, name, first_name, last_name, user_name, email)
    select 'bench-' || n, 'Bench', 'Bench', 'Buyer', 'bench_' || n, n || '@bench.example' from generate_series(1, ${USERS}::int) n
    union all
    select 'owner-' || n, 'Bench', 'Bench', 'Owner', 'owner_' || n, 'owner-' || n || '@bench.example'
    from generate_series(1, ${CREATORS}::int) n`);
  await db.execute(sql`
    insert into creators (public_id, user_id)
    select 'c' || lpad(n::text, 11, '0'), 'owner-' || n from generate_series(1, ${CREATORS}::int) n`);
  await db.execute(sql`
    insert into products (public_id, creator_id, name, product_type, price_points, max_quantity, current_stock)
    select 'p' || lpad(n::text, 11, '0'), c.id, 'Poster ' || n, 'collectible', 1, 1000000, 1000000
    from generate_series(1, ${PRODUCTS}::int) n
    join creators c on c.public_id = 'c' || lpad((1 + n % ${CREATORS})::text, 11, '0')`);
  await db.execute(sql`
    insert into point_balances (user_id, creator_id, balance)
    select 'bench-' || n, c.id, ${points} from generate_series(1, ${USERS}::int) n, creators c`);
  await db.execute(sql`
    insert into point_transactions (transaction_id, user_id, creator_id, amount, balance, type, source)
    select gen_random_uuid(), user_id, creator_id, balance, balance, 'gift', 'admin' from point_balances`);
  // Not those that are empty still: plans would be made for tables of no rows, and kept while these fill.
  await db.execute(sql`analyze "user", creators, products, point_balances, point_transactions`);
}

const productOf = (number: number): string => `p${String(number).padStart(11, '0')}`;

let made = 0;

/** So many purchases, each of another user than those around it: of all products in turn, or all of one. */
export const purchases = (count: number, isSpread: boolean): Purchase[] =>
  Array.from({ length: count }, () => {
    made++;
    return {
      userId: `bench-${1 + (made % USERS)}`,
      // 7 has no divisor in common with the products: each comes as often as the others, and with other users.
      productId: productOf(isSpread ? 1 + ((made * 7 + Math.floor(made / USERS)) % PRODUCTS) : 1),
      key: randomUUID(),
    };
  });
