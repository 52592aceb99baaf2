import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export type Script = {
  process: ChildProcess;
  /** Resolves with all that was printed so far, as soon as it contains `text`; rejects if the process ends first. */
  printed(text: string): Promise<string>;
  /** Resolves when the process has ended. */
  ended(): Promise<{ code: number | null; output: string }>;
};

/** Runs a module, given as source text, in a Node process of its own in the project's folder. */
export function runScript(source: string, args: readonly string[] = []): Script {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source, '--', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk;
    child.emit('printed');
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const closed = once(child, 'close');
  const ended = async () => {
    const [code] = (await closed) as [number | null];
    return { code, output };
  };
  const printed = async (text: string) => {
    while (!output.includes(text)) {
      const over = await Promise.race([once(child, 'printed').then(() => false), closed.then(() => true)]);
      if (over && !output.includes(text))
        throw new Error(`The process ended without printing "${text}":\n${output}`);
    }
    return output;
  };
  return { process: child, printed, ended };
}
