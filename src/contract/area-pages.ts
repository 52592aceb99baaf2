import type { oas31 } from 'zod-openapi';
import { type OpenApiDocument, operationsOf } from '#http/openapi/document.ts';

type Operation = ReturnType<typeof operationsOf>[number];
type Schema = oas31.SchemaObject;

/** A page of documentation: where it goes below docs/api, and what it says. */
export type AreaPage = { name: string; text: string };

/** One page for each area of the contract, and a list of them, in Markdown. */
export function areaPages(document: OpenApiDocument): AreaPage[] {
  const areas = document.tags ?? [];
  const ofArea = (name: string) =>
    operationsOf(document).filter(({ operation }) => operation.tags?.[0] === name);
  return [
    { name: 'README.md', text: indexPage(areas, ofArea) },
    ...areas.map((area) => ({ name: `${area.name}.md`, text: areaPage(area, ofArea(area.name), document) })),
  ];
}

const GENERATED = 'Generated from the contract by `npm run openapi`: change the routes, not this page.';

function indexPage(areas: oas31.TagObject[], ofArea: (name: string) => Operation[]): string {
  const rows = areas.map(
    ({ name, description }) => `| [${name}](${name}.md) | ${description} | ${ofArea(name).length} |`,
  );
  return `# The REST interface, by area

${GENERATED}
The whole of it for programs: [openapi.json](../openapi.json); to try it out: \`/docs\` on a running server; the first steps: [first-requests.md](../first-requests.md).

| area | what it is about | operations |
|---|---|---|
${rows.join('\n')}
`;
}

function areaPage(
  { name, description }: oas31.TagObject,
  operations: Operation[],
  document: OpenApiDocument,
): string {
  const table = operations.map(
    ({ method, path, operation }) =>
      `| [\`${method.toUpperCase()} ${path}\`](#${operation.operationId?.toLowerCase()}) | ${operation.summary} |`,
  );
  const sections = operations.map((operation) => section(operation, document));
  return `# ${name}

${GENERATED} ${description}

| request | what it does |
|---|---|
${table.join('\n')}

${sections.join('\n')}`;
}

function section({ method, path, operation }: Operation, document: OpenApiDocument): string {
  const parts = [
    `## ${operation.operationId}`,
    `\`${method.toUpperCase()} ${path}\` — ${operation.summary}.`,
    operation.description ?? '',
    parameters(operation, document),
    body(operation, document),
    answer(operation),
    refusals(operation),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function parameters(operation: oas31.OperationObject, document: OpenApiDocument): string {
  const rows = ((operation.parameters ?? []) as oas31.ParameterObject[]).map(
    (one) =>
      `| \`${one.name}\` | ${one.in} | ${typeOf(one.schema as Schema, document)} | ${one.description ?? ''} |`,
  );
  return rows.length === 0 ? '' : ['| parameter | in | type | |', '|---|---|---|---|', ...rows].join('\n');
}

function body(operation: oas31.OperationObject, document: OpenApiDocument): string {
  const media = (operation.requestBody as oas31.RequestBodyObject | undefined)?.content['application/json'];
  if (!media) return '';
  const { properties, required = [] } = media.schema as Schema;
  const rows = Object.entries(properties ?? {}).map(
    ([name, schema]) =>
      `| \`${name}\`${required.includes(name) ? '' : ' (optional)'} | ${typeOf(schema as Schema, document)} | ${(schema as Schema).description ?? ''} |`,
  );
  const table = rows.length === 0 ? [] : ['| field of the body | type | |', '|---|---|---|', ...rows, ''];
  return [...table, ...json(media.example)].join('\n');
}

function answer(operation: oas31.OperationObject): string {
  const [status, success] = Object.entries(operation.responses ?? {}).find(([code]) => code < '300') ?? [];
  const content = (success as oas31.ResponseObject | undefined)?.content ?? {};
  const others = Object.keys(content).filter((type) => type !== 'application/json');
  const media = content['application/json'];
  const also = others.length > 0 ? ` Also as ${others.map((type) => `\`${type}\``).join(', ')}.` : '';
  return [
    `Answers ${status}${media ? ':' : '.'}${also}`,
    ...(media ? ['', ...json(media.example)] : []),
  ].join('\n');
}

/** Codes that are worth a word here: those that nearly every operation has are told of once, in the overview. */
const EVERYWHERE = /INTERNAL|TOO_MANY_REQUESTS|DATABASE_UNAVAILABLE|MALFORMED_JSON|BODY_TOO_LARGE|NOT_JSON/;

function refusals(operation: oas31.OperationObject): string {
  const codes = Object.entries(operation.responses ?? {})
    .filter(([status]) => status >= '400')
    .map(
      ([status, response]) =>
        [status, codesOf(response as oas31.ResponseObject & { $ref?: string })] as const,
    )
    .filter(([, names]) => names.some((name) => !EVERYWHERE.test(name)))
    .map(([status, names]) => `${status} ${names.map((name) => `\`${name}\``).join(', ')}`);
  return codes.length === 0 ? '' : `Refuses with ${codes.join(' · ')}.`;
}

function codesOf({ $ref, content }: oas31.ResponseObject & { $ref?: string }): string[] {
  if ($ref) return [$ref.split('/').at(-1) as string];
  return Object.values(content ?? {}).flatMap(({ examples }) => Object.keys(examples ?? {}));
}

const json = (value: unknown): string[] => ['```json', JSON.stringify(value, null, 2), '```'];

/** A schema in a few words, for a cell of a table. */
function typeOf(schema: Schema | oas31.ReferenceObject | undefined, document: OpenApiDocument): string {
  if (!schema) return '';
  if ('$ref' in schema && schema.$ref) return schema.$ref.split('/').at(-1) as string;
  const {
    type,
    enum: choices,
    anyOf,
    items,
    format,
    minimum,
    maximum,
    minLength,
    maxLength,
    maxItems,
  } = schema as Schema;
  if (choices) return choices.map((one) => `\`${one}\``).join(' \\| ');
  if (anyOf) return anyOf.map((one) => typeOf(one as Schema, document)).join(' or ');
  if (items) return `at most ${maxItems ?? 'so many as there are'} of ${typeOf(items as Schema, document)}`;
  const bounds = [minimum ?? minLength, maximum ?? maxLength];
  const range = bounds.some((bound) => bound !== undefined) ? ` ${bounds[0] ?? ''}–${bounds[1] ?? ''}` : '';
  return `${format ?? [type].flat().join(' or ')}${range}`;
}
