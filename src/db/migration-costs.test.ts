import { expect, test } from 'vitest';
import { costsOf } from './migration-costs.ts';

test.each([
  [
    'ALTER TABLE "user" ALTER COLUMN "name" SET DATA TYPE text;',
    ['may rewrite user: everybody who uses it waits'],
  ],
  [
    'ALTER TABLE "user" ADD COLUMN "name_folded" text GENERATED ALWAYS AS (lower(name)) STORED NOT NULL;',
    ['rewrites user: everybody who uses it waits'],
  ],
  [
    'ALTER TABLE "orders" ALTER COLUMN "notes" SET NOT NULL;',
    ['reads all of orders: everybody who uses it waits'],
  ],
  ['ALTER TABLE "orders" ADD CONSTRAINT "c" CHECK (a > 0);', ['reads all of orders: writes to it wait']],
  ['CREATE INDEX "i" ON "orders" USING btree ("a");', ['builds an index on orders: writes to it wait']],
  ['UPDATE "orders" SET a = 1;', ['writes rows of orders']],
  ['ALTER TABLE "orders" ADD CONSTRAINT "c" CHECK (a > 0) NOT VALID;', []],
  ['CREATE INDEX CONCURRENTLY "i" ON "orders" ("a");', []],
  ['ALTER TABLE "orders" ADD COLUMN "a" integer DEFAULT 0 NOT NULL;', []],
  ['CREATE TABLE "orders" ("a" integer);', []],
])('DB25 %s', (statement, costs) => {
  expect(costsOf(statement)).toEqual(costs);
});
