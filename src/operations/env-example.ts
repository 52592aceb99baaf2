import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { DEVELOPMENT_SECRET, settings } from '#src/config.ts';

const HEADER = `# Every setting of Triberspace, with its default. Generated from src/config.ts by \`npm run env-example\`:
# change it there. To use it: copy it to .env, uncomment what should be different, and start with
#   node --env-file=.env start.js
# Docker Compose reads .env by itself. An empty value counts as not set.
`;

const LINE_WIDTH = 110;

/** What `.env.example` says. */
export function envExample(): string {
  const entries = Object.entries(settings).map(([name, schema]) => entry(name, schema));
  return [HEADER, ...entries].join('\n');
}

type Described = { description?: string; enum?: string[] };

function entry(name: string, schema: z.ZodType): string {
  const described = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Described;
  const choices = described.enum ? ` One of: ${described.enum.join(', ')}.` : '';
  const text = comment(`${described.description ?? ''}${choices}`);
  return `${text}\n#${name}=${defaultOf(schema)}\n`;
}

/** The development secret stays out: nobody should take it for one of their own. */
function defaultOf(schema: z.ZodType): string {
  const value = schema.safeParse(undefined).data;
  if (value === undefined || value === DEVELOPMENT_SECRET) return '';
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** Text as comment lines that are not too long. */
function comment(text: string): string {
  const lines = ['#'];
  for (const word of text.split(' ')) {
    if ((lines.at(-1) as string).length + word.length >= LINE_WIDTH) lines.push('#');
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines.join('\n');
}

/** Where the committed file is. */
export const envExampleFile = fileURLToPath(new URL('../../.env.example', import.meta.url));

/** Writes `.env.example`, or with `--check` only says whether it is up to date. Answers with the exit code. */
function main(parameters: string[]): number {
  if (!parameters.includes('--check')) {
    writeFileSync(envExampleFile, envExample());
    return 0;
  }
  const difference = firstDifference(readFileSync(envExampleFile, 'utf8'), envExample());
  if (!difference) return 0;
  console.error(`.env.example is not what src/config.ts says. Run: npm run env-example\n${difference}`);
  return 1;
}

function firstDifference(is: string, shouldBe: string): string | undefined {
  const [has, wanted] = [is.split('\n'), shouldBe.split('\n')];
  const length = Math.max(has.length, wanted.length);
  const at = Array.from({ length }, (_, index) => index).find((index) => has[index] !== wanted[index]);
  if (at === undefined) return undefined;
  return `  line ${at + 1} is         ${has[at] ?? '(nothing)'}\n  line ${at + 1} should be  ${wanted[at] ?? '(nothing)'}`;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
