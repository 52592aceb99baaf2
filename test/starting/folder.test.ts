import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, startAndFail } from './refused-start.ts';

/* Server processes whose folder can't hold the embedded database. */

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'triberspace-start-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const expectSentence = ({ code, output }: Ended, sentence: string) => {
  expect(output).toContain(sentence);
  expect(output).not.toMatch(/\n {4}at |listening|runs at/);
  expect(code).toBe(1);
};

test('PROC3 a file in the place of the folder', async () => {
  const file = join(folder, 'file');
  await writeFile(file, 'not a folder');
  expectSentence(await startAndFail({ DATA_DIR: file }), `can't use ${file}: a file is in its place.`);
  expectSentence(await startAndFail({ DATA_DIR: join(file, 'below') }), 'a file is in its place.');
});

test('PROC1 a setting that is wrong', async () => {
  const env = {
    DATA_DIR: join(folder, 'never'),
    ALLOWED_ORIGINS: 'https://play.example.com/',
    DATABSE_URL: 'x',
  };
  expectSentence(await startAndFail(env), 'DATABSE_URL: did you mean DATABASE_URL?');
  const { DATABSE_URL: _, ...rest } = env;
  expectSentence(await startAndFail(rest), 'ALLOWED_ORIGINS: https://play.example.com/ is not how');
  expect(await readdir(folder)).not.toContain('never');
});

/** Runs a command with a file system of its own on the folder, which is gone with the command. */
const on = (options: string, at: string): string[] => [
  'unshare',
  '--mount',
  ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
  'sh',
  '-c',
  `mount -t tmpfs -o ${options} tmpfs ${at} && "$0" "$@"; code=$?; find ${at}; exit $code`,
];

describe.runIf(process.platform === 'linux')('a file system of the folder alone', () => {
  test('PROC3 PROC4 a disk with no room for a new database', async () => {
    const disk = await mkdtemp(join(folder, 'small-'));
    const ended = await startAndFail({ DATA_DIR: join(disk, 'data') }, on('size=20m', disk));
    expectSentence(ended, 'its disk has 20 MB left, and it takes 64. Free some space.');
  });

  test('PROC3 PROC4 a disk that fills up while the database is made', async () => {
    const disk = await mkdtemp(join(folder, 'inodes-'));
    const ended = await startAndFail({ DATA_DIR: join(disk, 'data') }, on('size=200m,nr_inodes=300', disk));
    expectSentence(ended, 'its disk is full. Free some space.');
    expect(ended.output).not.toContain('/pglite');
  });

  test('PROC3 a disk that can only be read', async () => {
    const disk = await mkdtemp(join(folder, 'readonly-'));
    const ended = await startAndFail({ DATA_DIR: join(disk, 'data') }, on('ro', disk));
    expectSentence(ended, 'its disk can only be read.');
    const there = await startAndFail({ DATA_DIR: disk }, on('ro', disk));
    expectSentence(there, `can't use ${disk}: `);
  });
});
