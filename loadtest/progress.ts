import { Presets, SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 3_000;

/** One phase after another; everything goes to standard error, the report alone to standard output. */
export type Progress = {
  begin(phase: string, total: number): void;
  update(value: number, note?: string): void;
  end(): void;
};

const silence: Progress = { begin() {}, update() {}, end() {} };

/** A live bar on a terminal, a line every few seconds elsewhere, nothing when `quiet`. */
export function createProgress(quiet: boolean, output: NodeJS.WriteStream = process.stderr): Progress {
  if (quiet) return silence;
  return output.isTTY ? createBar(output) : createLines((line) => output.write(`${line}\n`));
}

function createBar(stream: NodeJS.WriteStream): Progress {
  let bar: SingleBar | undefined;
  return {
    begin(phase, total) {
      const format = `${phase.padEnd(8)} [{bar}] {value}/{total}  {note}`;
      bar = new SingleBar({ format, stream, hideCursor: true, barsize: 30 }, Presets.shades_classic);
      bar.start(total, 0, { note: '' });
    },
    update(value, note) {
      bar?.update(value, note === undefined ? {} : { note });
    },
    end() {
      bar?.stop();
      bar = undefined;
    },
  };
}

/** `now` is in milliseconds. The first and the last state of each phase are always written. */
export function createLines(
  write: (line: string) => void,
  now: () => number = () => performance.now(),
): Progress {
  let phase = '';
  let total = 0;
  let writtenAt = Number.NEGATIVE_INFINITY;
  let pending: string | undefined;

  const flush = () => {
    if (pending !== undefined) write(pending);
    pending = undefined;
    writtenAt = now();
  };

  return {
    begin(name, size) {
      phase = name;
      total = size;
      pending = `${phase}: 0/${total}`;
      flush();
    },
    update(value, note) {
      pending = `${phase}: ${value}/${total}${note ? `  ${note}` : ''}`;
      if (now() - writtenAt >= LINE_EVERY_MS) flush();
    },
    end: flush,
  };
}
