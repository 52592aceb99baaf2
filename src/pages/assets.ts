import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type RequestHandler, Router } from 'express';

type Asset = { address: string; path: string; version: string; type: string; content: string };

function readAsset(name: string, type: string): Asset {
  const content = readFileSync(new URL(name, import.meta.url), 'utf8');
  const version = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const path = `/assets/${name}`;
  return { address: `${path}?v=${version}`, path, version, type, content };
}

/**
 * What the pages load. An address carries the hash of its content and may be kept for ever; under another
 * hash, as another version of the server gives it out, the same file is kept for a minute only.
 */
export function createAssets() {
  const style = readAsset('style.css', 'text/css');
  const icon = readAsset('icon.svg', 'image/svg+xml');
  const router = Router();
  for (const asset of [style, icon]) router.get(asset.path, serve(asset));
  return { router, addresses: { style: style.address, icon: icon.address } };
}

const serve =
  ({ version, type, content }: Asset): RequestHandler =>
  (request, response) => {
    const isExact = request.query.v === version;
    response.set('Cache-Control', isExact ? 'public, max-age=31536000, immutable' : 'public, max-age=60');
    response.type(type).send(content);
  };
