/*
 * node start.js [file] [arguments]
 *
 * Runs the server, or another TypeScript file of this repository. Node below 24 cannot load these files and ends with
 * ERR_UNKNOWN_FILE_EXTENSION before any line of them has run, so this file is plain JavaScript and says what is needed.
 */

import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;

const [major] = process.versions.node.split('.');
if (Number(major) < NEEDED) {
  console.error(
    `Triberspace needs Node ${NEEDED} or newer, and this is Node ${process.versions.node}. Install Node ${NEEDED}, or ` +
      `run \`npm ci\` without \`--omit=dev\`: it brings Node ${NEEDED} for \`npm start\` and all other npm scripts.`,
  );
  process.exit(1);
}

const home = fileURLToPath(new URL('.', import.meta.url));
const file = resolve(home, process.argv[2] || 'src/main.ts');
// What is run finds its arguments where it would find them had it been started by itself.
process.argv.splice(1, 2, file);
await import(pathToFileURL(file).href);
