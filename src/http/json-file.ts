import { createReadStream } from 'node:fs';
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

const FILE = Symbol('a JSON file');

/** Data of an answer that were written to a temporary file, since they may be long. */
export type JsonFile = {
  readonly [FILE]: true;
  path: string;
  /** Deletes the file. */
  remove(): Promise<void>;
};

export const isJsonFile = (answered: unknown): answered is JsonFile =>
  typeof answered === 'object' && answered !== null && FILE in answered;

/** Texts are collected to about this many characters before they are written. */
const CHUNK_LENGTH = 64 * 1024;

/**
 * Writes a value as JSON to a temporary file. Async iterables in it, at any depth of plain objects, are lists that come
 * in parts: only one part of one list is in memory. A file lies between whoever reads the data, in a transaction, and
 * a client that may be slow.
 */
async function writeJsonFile(value: unknown): Promise<JsonFile> {
  const folder = await mkdtemp(join(tmpdir(), 'triberspace-answer-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const path = join(folder, 'answer.json');
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      let text = '';
      for await (const piece of piecesOf(value)) {
        text += piece;
        if (text.length < CHUNK_LENGTH) continue;
        await file.writeFile(text);
        text = '';
      }
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return { [FILE]: true, path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Runs `read`, which writes files by what it is given, and deletes those that it does not return: it may fail, or begin anew. */
export async function withJsonFile(
  read: (write: (value: unknown) => Promise<JsonFile>) => Promise<JsonFile>,
): Promise<JsonFile> {
  const written = new Set<JsonFile>();
  try {
    const kept = await read(async (value) => {
      const file = await writeJsonFile(value);
      written.add(file);
      return file;
    });
    written.delete(kept);
    return kept;
  } finally {
    for (const file of written) await file.remove();
  }
}

async function* piecesOf(value: unknown): AsyncGenerator<string> {
  if (isInParts(value)) yield* listOf(value);
  else if (isPlainObject(value)) yield* objectOf(value);
  else yield JSON.stringify(value);
}

async function* objectOf(object: Record<string, unknown>): AsyncGenerator<string> {
  let separator = '{';
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    yield `${separator}${JSON.stringify(name)}:`;
    yield* piecesOf(value);
    separator = ',';
  }
  yield separator === '{' ? '{}' : '}';
}

async function* listOf(parts: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let separator = '[';
  for await (const part of parts)
    for (const row of part) {
      yield `${separator}${JSON.stringify(row)}`;
      separator = ',';
    }
  yield separator === '[' ? '[]' : ']';
}

const isInParts = (value: unknown): value is AsyncIterable<readonly unknown[]> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The data in a file, for who wants to look at them. */
export const readJsonFile = async ({ path }: JsonFile): Promise<unknown> =>
  JSON.parse(await readFile(path, 'utf8'));

const OPENING = '{"data":';
const CLOSING = '}';

/** Sends `{ "data": … }` with what is in the file, at the pace of the client, and deletes the file. */
export async function sendJsonFile(response: Response, file: JsonFile): Promise<void> {
  try {
    const { size } = await stat(file.path);
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader('Content-Length', OPENING.length + size + CLOSING.length);
    if (response.req.method === 'HEAD') return void response.end();
    response.write(OPENING);
    await pipeline(createReadStream(file.path), response, { end: false });
    response.end(CLOSING);
  } catch (error) {
    // A client that went away has nothing to be told, and headers are out.
    if (!response.destroyed && !response.headersSent) throw error;
    response.destroy();
  } finally {
    await file.remove();
  }
}
