/**
 * Takes what the double's webhooks are made from and held against: `node scripts/github-webhooks.ts SCHEMA EXAMPLES`, SCHEMA being
 * `schema.json` of the npm package @octokit/webhooks-schemas, EXAMPLES `api.github.com/index.json` of @octokit/webhooks-examples
 * (both MIT).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** What an App of ours is told of. */
const EVENTS = [
  ...[
    'pull_request',
    'merge_group',
    'push',
    'deployment_status',
    'deployment_protection_rule',
    'workflow_run',
  ],
  ...['check_run', 'check_suite', 'issue_comment', 'installation', 'installation_repositories', 'status'],
];

interface Schema {
  definitions: Record<string, unknown>;
}

const [schemaFile = '', examplesFile = ''] = process.argv.slice(2);
const whole = JSON.parse(readFileSync(schemaFile, 'utf8')) as Schema;
/** Some of the oldest have times as a person writes them. */
const times = (text: string): string =>
  text.replace(/"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?: UTC)?"/g, '"$1T$2Z"');
const examples = JSON.parse(times(readFileSync(examplesFile, 'utf8'))) as {
  name: string;
  examples: { action?: string }[];
}[];
const definitions: Record<string, unknown> = {};

const NOT_HELD = new Set(['description', 'tsAdditionalProperties', 'title']);

/** Words for people are half of it, and hold nothing. */
function lean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(NOT_HELD.has(key) && typeof inner !== 'object'))
      .map(([key, inner]) => [key, lean(inner)]),
  );
}

function take(name: string): void {
  if (name in definitions) return;
  const found = lean(whole.definitions[name]);
  definitions[name] = found;
  for (const [, next] of JSON.stringify(found).matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g))
    take(next ?? '');
}

for (const name of Object.keys(whole.definitions)) if (EVENTS.includes(name.split('$')[0] ?? '')) take(name);
const ajv = new Ajv({ strict: false, allErrors: true });
(addFormats as unknown as (to: Ajv) => void)(ajv);
ajv.addSchema({ definitions }, 'webhooks');

type Payload = Record<string, unknown>;

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What one leaves out the other may have: examples are of many years. */
function filled(from: unknown, by: unknown): unknown {
  if (!isMap(from) || !isMap(by)) return from;
  const keys = Object.keys(by).filter((key) => !(key in from));
  return {
    ...Object.fromEntries(Object.entries(from).map(([key, value]) => [key, filled(value, by[key])])),
    ...Object.fromEntries(keys.map((key) => [key, by[key]])),
  };
}

/** A repository as complete as any example has it. */
const repository = examples
  .flatMap(({ examples: all }) => all.map((one) => (one as Payload).repository))
  .filter((one) => isMap(one) && 'custom_properties' in one)
  .at(-1);

function templateOf(name: string, action: string | null, all: readonly Payload[]): Payload {
  const validate = ajv.compile({ $ref: `webhooks#/definitions/${name}%24${action ?? 'event'}` });
  const own = all.filter((one) => (one.action ?? null) === action);
  const whole = own.map(
    (one) => filled('repository' in one ? filled(one, { repository }) : one, all.at(0)) as Payload,
  );
  const better = own.map(
    (one) =>
      all.reduce<unknown>(filled, filled(one, { ...('repository' in one && { repository }) })) as Payload,
  );
  const found = [...own, ...whole, ...better].find((one) => validate(one));
  if (found) return found;
  throw new Error(`no example of ${name} ${action} can be made as the schema has it`);
}

const templates: Record<string, Payload> = {};
for (const { name, examples: all } of examples.filter((one) => EVENTS.includes(one.name)))
  for (const action of new Set(all.map((one) => one.action ?? null)))
    templates[`${name}.${action ?? 'event'}`] = templateOf(name, action, all);
const text = JSON.stringify({ definitions, templates });
const target = join(import.meta.dirname, '..', 'test', 'github', 'webhooks.json.br');
writeFileSync(target, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
console.log(`${Object.keys(definitions).length} definitions, ${Object.keys(templates).length} templates`);
