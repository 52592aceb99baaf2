import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadConfig, settings } from '#src/config.ts';
import { envExample, envExampleFile } from './env-example.ts';

it('.env.example says what src/config.ts says (npm run env-example writes it)', () => {
  expect(readFileSync(envExampleFile, 'utf8')).toBe(envExample());
});

it('.env.example has every setting, described, and its defaults are those of the server', () => {
  const uncommented = [...envExample().matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
    name,
    value,
  ]);
  expect(uncommented.map(([name]) => name)).toEqual(Object.keys(settings));
  expect(loadConfig(Object.fromEntries(uncommented))).toEqual(loadConfig({}));
  for (const [name] of uncommented) expect(envExample()).toMatch(new RegExp(`^# \\S.*\\n#${name}=`, 'm'));
});
