import type { App } from '../app.ts';

/** Fills an empty database with the demo world. True where the demo world is there. */
export async function seedDemo(_app: App): Promise<boolean> {
  return false;
}
