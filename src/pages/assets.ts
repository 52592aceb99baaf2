import { readFileSync } from 'node:fs';
import { Router } from 'express';
import { staticAnswer } from '#http/static-answer.ts';

function readAsset(name: string) {
  const content = readFileSync(new URL(name, import.meta.url));
  const type = name.slice(name.lastIndexOf('.') + 1);
  const { version, handle } = staticAnswer({ type, content, cacheControl: 'public, max-age=60' });
  const path = `/assets/${name}`;
  return { address: `${path}?v=${version}`, path, handle };
}

/**
 * What the pages load. An address carries the hash of its content and may be kept for ever; under another
 * hash, as another version of the server gives it out, the same file is kept for a minute only.
 */
export function createAssets() {
  const style = readAsset('style.css');
  const icon = readAsset('icon.svg');
  const router = Router();
  for (const { path, handle } of [style, icon]) router.get(path, handle);
  return { router, addresses: { style: style.address, icon: icon.address } };
}
