import { mkdirSync, writeFileSync } from 'node:fs';
import { contractFiles } from './files.ts';

/*
 * npm run openapi
 * Writes docs/openapi.json and the pages of docs/api from the routes as they are declared.
 */

for (const { path, text } of await contractFiles()) {
  mkdirSync(new URL('.', path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path.pathname.split('/docs/')[1]}`);
}
process.exit(0);
