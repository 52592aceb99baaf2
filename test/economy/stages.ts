import { sql } from 'drizzle-orm';
import { type Db, jsonRows } from '#db/client.ts';
import * as schema from '#db/schema/index.ts';
import { actorOf, buildBaseModel, buildUser, type User } from '#test/builders.ts';
import { CREATORS, LATE, ownerOf, PRODUCTS, type Terms, USERS, WEARABLE } from './world.ts';

type Made = { id: number; publicId: string };

/** The ids of one little world, each under its number. */
export type Stage = {
  users: User[];
  creators: Made[];
  products: Made[];
  packages: Made[];
  tribes: Made[];
  avatars: Made[];
  itemId: string;
  eventId: number;
};

const AT_ONCE = 50;

/** When every little world begins. */
export const BEGINNING = Date.UTC(2030, 0, 1);

/** So many at a time of what each stage has `per` of. */
const chunk = <T>(list: T[], stage: number, per: number): T[] => list.slice(stage * per, (stage + 1) * per);

/** Hands out unused worlds, made many at a time: one by one would be most of the test's time. */
export async function createStages(db: Db): Promise<() => Promise<Stage>> {
  const admin = await buildUser(db, { role: 'admin' });
  const model = await buildBaseModel(db);
  const unused: Stage[] = [];
  let made = 0;
  let making: Promise<void> | undefined;

  /** What is inserted comes back in the order of its ids, which is the order of the values. */
  async function makeMore(): Promise<void> {
    const stages = Array.from({ length: AT_ONCE }, (_, stage) => stage);
    const each = <T>(per: number, value: (stage: number, number: number) => T): T[] =>
      stages.flatMap((stage) => Array.from({ length: per }, (_, number) => value(stage, number)));
    const first = made;
    made += AT_ONCE;
    const users = await db
      .insert(schema.user)
      .values(
        each(USERS, (stage, number) => {
          const id = `economy-${first + stage}-${number}`;
          const names = { name: id, firstName: 'Test', lastName: 'User', userName: id };
          return { id, ...names, email: `${id}@example.test` };
        }),
      )
      .returning();
    const userOf = (stage: number, number: number) => users[stage * USERS + number] as User;
    const creators = await db
      .insert(schema.creators)
      .values(each(CREATORS, (stage, number) => ({ userId: userOf(stage, ownerOf(number)).id })))
      .returning();
    const creatorOf = (stage: number, number: number) => creators[stage * CREATORS + number] as Made;
    const ofCreator = (stage: number, number: number) => ({ creatorId: creatorOf(stage, number).id });
    await db.insert(schema.creatorPointsConfig).values(each(CREATORS, ofCreator));
    const items = await db
      .insert(schema.avatarItems)
      .values(
        each(1, (stage) => ({
          ...ofCreator(stage, 0),
          baseModelId: model.id,
          slotName: 'hat',
          meshUrl: '/hat.glb',
          thumbnailUrl: '/hat.png',
        })),
      )
      .returning();
    const products = await db
      .insert(schema.products)
      .values(
        each(PRODUCTS.length, (stage, number) => ({
          ...ofCreator(stage, PRODUCTS[number] as number),
          name: `product ${number}`,
          productType: number === WEARABLE ? ('avatar' as const) : ('collectible' as const),
          itemId: number === WEARABLE ? items[stage]?.id : null,
          pricePoints: 0,
        })),
      )
      .returning();
    const packages = await db
      .insert(schema.pointsPackages)
      .values(
        each(CREATORS, (stage, number) => ({
          ...ofCreator(stage, number),
          name: 'package',
          pointsAmount: 1,
          priceUSD: '1.00',
          displayOrder: 1,
        })),
      )
      .returning();
    const tribes = await db
      .insert(schema.tribes)
      .values(each(CREATORS, (stage, number) => ({ ...ofCreator(stage, number), name: 'tribe' })))
      .returning();
    const avatars = await db
      .insert(schema.userAvatars)
      .values(each(USERS, (stage, number) => ({ userId: userOf(stage, number).id, baseModelId: model.id })))
      .returning();
    const worlds = await db
      .insert(schema.worlds)
      .values(each(1, (stage) => ({ ...ofCreator(stage, 0), name: 'world' })))
      .returning();
    const spaces = await db
      .insert(schema.spaces)
      .values(worlds.map(({ id }) => ({ worldId: id, name: 'space', spaceType: 'stage' })))
      .returning();
    const startedAt = new Date(BEGINNING);
    const events = await db
      .insert(schema.events)
      .values(
        spaces.map(({ id }) => ({
          spaceId: id,
          name: 'event',
          startTime: startedAt,
          startedAt,
          endTime: new Date(BEGINNING + 86_400_000),
          isLive: true,
          pointsPerMinute: 60,
        })),
      )
      .returning();
    for (const stage of stages)
      unused.push({
        users: [...chunk(users, stage, USERS), admin],
        creators: chunk(creators, stage, CREATORS),
        products: chunk(products, stage, PRODUCTS.length),
        packages: chunk(packages, stage, CREATORS),
        tribes: chunk(tribes, stage, CREATORS),
        avatars: chunk(avatars, stage, USERS),
        itemId: (items[stage] as Made).publicId,
        eventId: (events[stage] as Made).id,
      });
  }

  return async () => {
    while (unused.length === 0) {
      making ??= makeMore().finally(() => {
        making = undefined;
      });
      await making;
    }
    return unused.pop() as Stage;
  };
}

/** Makes a new world what the script says that it is. */
export async function furnish(db: Db, stage: Stage, terms: Terms): Promise<void> {
  const products = stage.products.map(({ id }, number) => ({
    id,
    price: terms.prices[number],
    stock: terms.stocks[number],
    releaseDate: number === LATE ? new Date(BEGINNING + terms.releaseAt * 1000) : null,
  }));
  const packages = stage.packages.map(({ id }, number) => ({ id, ...terms.packages[number] }));
  const tribes = stage.tribes.map(({ id }, number) => ({ id, cost: terms.joinCosts[number] }));
  await db.execute(sql`
    with offered as (
      update products p set price_points = t.price, max_quantity = t.stock, current_stock = t.stock,
        release_date = t."releaseDate"
      from ${jsonRows(products)} as t(id int, price int, stock int, "releaseDate" timestamptz) where p.id = t.id
    ),
    packed as (
      update points_packages p set points_amount = t.points, bonus_points = t.bonus, price_usd = t.cents / 100.0
      from ${jsonRows(packages)} as t(id int, points int, bonus int, cents int) where p.id = t.id
    )
    update tribes set join_cost = t.cost from ${jsonRows(tribes)} as t(id int, cost int) where tribes.id = t.id`);
}

export const actorIn = ({ users }: Stage, number: number) => actorOf(users[number] as User);
