import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own that can be filled up. */
export type SmallDisk = {
  folder: string;
  /** Takes all that is left of it. */
  fill(): void;
  /** Gives back what `fill` took. */
  free(): void;
  unmount(): void;
};

const CHUNK = Buffer.alloc(4_096);

/** Why there can be no small disk here; undefined where there can. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'a tmpfs can be mounted on Linux only';
  return process.getuid?.() === 0 ? undefined : 'only root may mount a tmpfs';
}

/** @param folder where it is mounted; a new one of its own unless it is given */
export function mountSmallDisk(
  megabytes: number,
  folder = mkdtempSync(join(tmpdir(), 'triberspace-disk-')),
): SmallDisk {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  const fillers: string[] = [];
  return {
    folder,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      const filler = join(folder, `filler-${fillers.length}`);
      fillers.push(filler);
      // Most of it at once, and the rest until there is none: others may be writing too.
      const most = Math.floor(bavail * 0.95) * bsize;
      if (most > 0) execFileSync('fallocate', ['--length', String(most), filler]);
      const file = openSync(filler, 'a');
      try {
        for (;;) writeSync(file, CHUNK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => {
      for (const filler of fillers.splice(0)) rmSync(filler, { force: true });
    },
    unmount: () => {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
