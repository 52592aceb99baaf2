import { afterEach, expect, it } from 'vitest';
import type { App } from '#src/app.ts';
import { closeAll, countAll, newDatabase, openApp, WHOLE_WORLD } from '#test/demo-kit.ts';
import { seedDemo } from './seed-demo.ts';

afterEach(closeAll);

it('two processes fill one database once', async () => {
  const env = await newDatabase();
  const apps = [await openApp(env), await openApp(env)];
  expect(await Promise.all(apps.map(seedDemo))).toEqual([true, true]);
  expect(await countAll(apps[0] as App)).toEqual(WHOLE_WORLD);
});
