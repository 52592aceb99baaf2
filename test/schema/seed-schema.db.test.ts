import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import {
  type CatalogColumn,
  type CatalogForeignKey,
  type CatalogIndex,
  readColumns,
  readForeignKeys,
  readIndexes,
} from './catalog.ts';
import { additions, type SeedColumn, seedTables } from './seed.ts';

let opened: TestDatabase;
let columns: CatalogColumn[];
let foreignKeys: CatalogForeignKey[];
let indexes: CatalogIndex[];

beforeAll(async () => {
  opened = await openTestDatabase();
  const { db } = opened.database;
  columns = await readColumns(db);
  foreignKeys = await readForeignKeys(db);
  indexes = await readIndexes(db);
});

afterAll(() => opened.close());

/** `DEFAULT` as the catalog prints it: text in quotes with its type, the rest as it stands. */
const printedDefault = ({ type, default: value }: SeedColumn): string | null =>
  value === undefined ? null : type === 'text' ? `'${value}'::text` : value;

/** A widening keeps every value of the seed's type. */
const typeOf = (table: string, { name, type }: SeedColumn): string =>
  type === 'integer' && additions.widened[`${table}.${name}`] ? 'bigint' : type;

const seedNames = new Set(seedTables.map(({ table }) => table));
const nameOf = ({ table, keys, predicate }: CatalogIndex): string =>
  `${table} (${keys.join(', ')})${predicate ? ` where ${predicate}` : ''}`;

test('DB14 the seed lists 27 tables', () => {
  expect(seedNames.size).toBe(27);
});

describe.each(seedTables)('$table', (seed) => {
  test.each(seed.columns)('$says', (column) => {
    const found = columns.find(({ table, name }) => table === seed.table && name === column.name);
    expect(found).toEqual({
      table: seed.table,
      name: column.name,
      type: typeOf(seed.table, column),
      nullable: column.nullable,
      default: printedDefault(column),
      identityStart: column.identityStart ?? null,
    });
  });

  test('primary key', () => {
    const expected = seed.columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name);
    const found = indexes.filter(({ table, primary }) => table === seed.table && primary);
    expect(found.map(({ keys }) => keys)).toEqual([expected]);
  });

  test('foreign keys and what a deletion does', () => {
    const expected = seed.columns.flatMap(({ name, references }) =>
      references ? [[name, references.table, references.column, references.onDelete]] : [],
    );
    const found = foreignKeys
      .filter(({ table, column }) => table === seed.table && !additions.columns[`${table}.${column}`])
      .map(({ column, target, targetColumn, onDelete }) => [column, target, targetColumn, onDelete]);
    expect(found.sort()).toEqual(expected.sort());
  });

  test('unique constraints', () => {
    const found = indexes
      .filter(
        ({ table, unique, primary, predicate }) => table === seed.table && unique && !primary && !predicate,
      )
      .map(({ keys }) => keys.join(', '));
    expect(found).toEqual(expect.arrayContaining(seed.uniques.map((keys) => keys.join(', '))));
    expect(new Set(found).size).toBe(found.length);
  });

  test('indexes', () => {
    const found = indexes
      .filter(({ table, unique, predicate }) => table === seed.table && !unique && !predicate)
      .map(({ keys }) => keys.join(', '));
    expect(found).toEqual(expect.arrayContaining(seed.indexes.map((keys) => keys.join(', '))));
  });

  test('partial unique indexes', () => {
    const found = indexes.filter((index) => index.table === seed.table && index.unique && index.predicate);
    for (const { columns: keys, where } of seed.partialUniqueIndexes) {
      expect(found.map(({ keys, predicate }) => ({ keys, predicate }))).toContainEqual({
        keys,
        predicate: where,
      });
    }
  });
});

describe('beyond the seed', () => {
  test('DB14 every table is the seed’s or has a reason', () => {
    const extra = new Set(columns.map(({ table }) => table).filter((table) => !seedNames.has(table)));
    expect([...extra].sort()).toEqual(Object.keys(additions.tables).sort());
  });

  test('DB14 every column is the seed’s or has a reason', () => {
    const seeded = new Set(
      seedTables.flatMap((seed) => seed.columns.map(({ name }) => `${seed.table}.${name}`)),
    );
    const extra = columns
      .filter(({ table }) => seedNames.has(table))
      .map(({ table, name }) => `${table}.${name}`)
      .filter((name) => !seeded.has(name));
    expect(extra.sort()).toEqual(Object.keys(additions.columns).sort());
  });

  test('every unique constraint is the seed’s or has a reason', () => {
    const seeded = new Set(
      seedTables.flatMap(({ table, uniques, partialUniqueIndexes }) => [
        ...uniques.map((keys) => `${table} (${keys.join(', ')})`),
        ...partialUniqueIndexes.map(
          ({ columns: keys, where }) => `${table} (${keys.join(', ')}) where ${where}`,
        ),
      ]),
    );
    const extra = indexes
      .filter(({ table, unique, primary }) => unique && !primary && seedNames.has(table))
      .map(nameOf)
      .filter((name) => !seeded.has(name));
    expect(extra.sort()).toEqual(Object.keys(additions.uniques).sort());
  });

  test('DB14 only columns of the seed are widened, and integers only', () => {
    const integers = seedTables.flatMap((seed) =>
      seed.columns.filter(({ type }) => type === 'integer').map(({ name }) => `${seed.table}.${name}`),
    );
    expect(integers).toEqual(expect.arrayContaining(Object.keys(additions.widened)));
  });

  test('every addition says why', () => {
    for (const reasons of Object.values(additions)) {
      for (const reason of Object.values(reasons)) expect(reason.length).toBeGreaterThan(10);
    }
  });
});
