import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RequestHandler, Router } from 'express';
import { type StaticAnswer, staticAnswer, versionOf } from '../static-answer.ts';
import type { OpenApiDocument } from './document.ts';

const pageFolder = fileURLToPath(new URL('./page/', import.meta.url));
const swaggerFolder = `${dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')))}/`;

/** What the page loads, each with the folder that it is in. The rest of Swagger UI stays where it is. */
const FILES: Readonly<Record<string, string>> = {
  'reference.css': pageFolder,
  'reference.js': pageFolder,
  'swagger-ui.css': swaggerFolder,
  'swagger-ui-bundle.js': swaggerFolder,
  'favicon-32x32.png': swaggerFolder,
};

/** Asked for again each time, and mostly answered with 304. */
const ASK_AGAIN = 'public, no-cache';

/**
 * The contract for programs at /openapi.json, and for people at /docs.
 * @param document makes the document; asked once, when somebody wants it first
 */
export function referenceRouter(document: () => Promise<OpenApiDocument>): Router {
  const router = Router();
  router.get(
    '/openapi.json',
    onceWanted(async () =>
      staticAnswer({
        type: 'application/json; charset=utf-8',
        content: JSON.stringify(await document()),
        cacheControl: ASK_AGAIN,
      }),
    ),
  );
  router.get(
    '/docs',
    onceWanted(async () => page()),
  );
  for (const [name, folder] of Object.entries(FILES))
    router.get(
      `/docs/${name}`,
      onceWanted(async () => file(name, folder)),
    );
  return router;
}

const file = (name: string, folder: string): StaticAnswer =>
  staticAnswer({ type: typeOf(name), content: readFileSync(`${folder}${name}`), cacheControl: ASK_AGAIN });

/** The page, whose addresses carry the versions of what it loads. */
function page(): StaticAnswer {
  const html = readFileSync(`${pageFolder}reference.html`, 'utf8').replaceAll(
    /"\/docs\/([\w.-]+)"/g,
    (address, name: string) => {
      const folder = FILES[name];
      return folder ? `"/docs/${name}?v=${versionOf(readFileSync(`${folder}${name}`))}"` : address;
    },
  );
  return staticAnswer({ type: 'html', content: html, cacheControl: ASK_AGAIN });
}

const typeOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

/** Reads and hashes a file when somebody first wants it: a start need not wait for it. */
function onceWanted(make: () => Promise<StaticAnswer>): RequestHandler {
  let made: Promise<StaticAnswer> | undefined;
  return async (request, response, next) => {
    made ??= make();
    const { handle } = await made;
    await handle(request, response, next);
  };
}
