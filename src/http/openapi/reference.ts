import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router } from 'express';
import { sendValidated } from '../validators.ts';
import type { OpenApiDocument } from './document.ts';

const pageFolder = fileURLToPath(new URL('./page/', import.meta.url));
const swaggerFolder = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));

/** What of Swagger UI the page loads. The rest of the package stays where it is. */
const SWAGGER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/**
 * The contract for programs at /openapi.json, and for people at /docs.
 * @param document makes the document; asked once, when somebody wants it first
 */
export function referenceRouter(document: () => Promise<OpenApiDocument>): Router {
  let written: Promise<string> | undefined;
  const text = () => {
    written ??= document().then((made) => JSON.stringify(made));
    return written;
  };
  const router = Router();
  router.get('/openapi.json', async (request, response) => {
    response.set('Cache-Control', 'public, no-cache');
    sendValidated(request, response, await text());
  });
  router.get('/docs', (_request, response) =>
    response.set('Cache-Control', 'no-cache').sendFile('reference.html', { root: pageFolder }),
  );
  for (const name of ['reference.css', 'reference.js'])
    router.get(`/docs/${name}`, (_request, response) => response.sendFile(name, { root: pageFolder }));
  for (const name of SWAGGER_FILES)
    router.get(`/docs/${name}`, (_request, response) =>
      response.sendFile(name, { root: swaggerFolder, maxAge: '1h' }),
    );
  return router;
}
