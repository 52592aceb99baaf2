import { parseArgs } from 'node:util';

/*
 * Stands in for curl where there is none, with the flags that docs/first-requests.md uses:
 *   -s (always silent)  -i (status line and headers first)  -X METHOD  -H 'Name: value'  -d BODY
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: 'boolean', short: 's' },
    include: { type: 'boolean', short: 'i' },
    request: { type: 'string', short: 'X' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
  },
});

const headers = values.header.map((line): [string, string] => {
  const [name = '', ...value] = line.split(':');
  return [name, value.join(':').trim()];
});

const answer = await fetch(positionals[0] as string, {
  method: values.request ?? (values.data === undefined ? 'GET' : 'POST'),
  headers,
  ...(values.data !== undefined && { body: values.data }),
});

const head = [
  `HTTP/1.1 ${answer.status} ${answer.statusText}`,
  ...[...answer.headers].map((h) => h.join(': ')),
];
if (values.include) process.stdout.write(`${head.join('\r\n')}\r\n\r\n`);
process.stdout.write(await answer.text());
