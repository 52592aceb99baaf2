import { expect, test } from 'vitest';
import { declaredRoutes } from '#src/contract/contract.ts';
import { ownersList } from './owners-list.ts';

test("API11 has every endpoint of the owner's list", () => {
  const listed = Object.values(ownersList).flat();
  expect(listed).toHaveLength(81);
  const declared = new Set(declaredRoutes().map(({ method, path }) => `${method.toUpperCase()} ${path}`));
  expect(listed.filter((endpoint) => !declared.has(endpoint))).toEqual([]);
});
