import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runScript } from '#test/processes.ts';
import { FolderInUse, lockFolder } from './folder-lock.ts';

const HOLD = `
  import { lockFolder } from './src/db/folder-lock.ts';
  lockFolder(process.argv[1]);
  console.log('held');
  setInterval(() => {}, 1000);
`;

const OPEN = `
  import { openDatabase } from './src/db/client.ts';
  await openDatabase({ DATABASE_POOL_SIZE: 1, DATA_DIR: process.argv[1] });
`;

let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'triberspace-lock-')), 'data');
});

afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

test('DB11 another process that holds the folder is refused with what to do', async () => {
  const holder = runScript(HOLD, [folder]);
  try {
    await holder.printed('held');
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    const second = await runScript(OPEN, [folder]).ended();
    expect(second.code).toBe(1);
    expect(second.output).toContain(`${folder} is in use by another process`);
    expect(second.output).toContain('set DATABASE_URL to use PostgreSQL');
  } finally {
    holder.process.kill('SIGKILL');
    await holder.ended();
  }
});

test('DB11 the lock goes with a process that is killed', async () => {
  const holder = runScript(HOLD, [folder]);
  await holder.printed('held');
  holder.process.kill('SIGKILL');
  await holder.ended();
  lockFolder(folder).release();
});

test('the same process cannot take it twice, and can again after release', () => {
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(FolderInUse);
  lock.release();
  lockFolder(folder).release();
});
