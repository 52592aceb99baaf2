import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTypescript, { astToString } from 'openapi-typescript';

/*
 * npm run client
 * Writes the types of the REST interface, src/client/contract.ts, from docs/openapi.json. The hash in the first
 * line says which contract they are of; a test compares it.
 */

const contract = new URL('../../docs/openapi.json', import.meta.url);
const target = new URL('../../src/client/contract.ts', import.meta.url);

const text = readFileSync(contract, 'utf8');
const hash = createHash('sha256').update(text).digest('hex');
const types = astToString(
  await openapiTypescript(JSON.parse(text), { alphabetize: true, defaultNonNullable: false }),
);
writeFileSync(
  target,
  `// Of docs/openapi.json, sha256 ${hash}. Written by \`npm run client\`: do not edit.\n\n${types}`,
);
console.log('wrote src/client/contract.ts');
