/** GitHub's published OpenAPI description of what the double serves; requests and answers are held against it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

interface Operation {
  operationId: string;
  parameters?: unknown[];
  requestBody?: { content?: Record<string, { schema: unknown }> };
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: unknown }> }>;
}

interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { responses?: Record<string, Operation['responses'][string]> };
}

export interface Matched {
  route: string;
  operation: Operation;
  parameters: Record<string, string>;
}

/** OpenAPI 3.0's `nullable` in the words of JSON Schema. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, plain(inner)]),
  );
  if (nullable !== true) return rest;
  return { anyOf: [{ type: 'null' }, rest] };
}

const path = join(import.meta.dirname, 'openapi.json.br');
const whole = plain(JSON.parse(brotliDecompressSync(readFileSync(path)).toString())) as Description;

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
(addFormats as unknown as (to: Ajv) => void)(ajv);
ajv.addSchema(whole as object, 'github');

const routes = Object.entries(whole.paths).flatMap(([route, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    method: method.toUpperCase(),
    route,
    operation,
    names: [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
    pattern: new RegExp(
      `^${route.replace(/\{(\w+)\}/g, (_, name: string) => (['path', 'basehead', 'ref', 'branch'].includes(name) ? '(.+?)' : '([^/]+)'))}$`,
    ),
  })),
);

/** The operation that a request is; null: the double does not serve it. */
export function match(method: string, pathname: string): Matched | null {
  const found = routes
    .filter((one) => one.method === method && one.pattern.test(pathname))
    .sort((a, b) => a.names.length - b.names.length)[0];
  if (!found) return null;
  const values = found.pattern.exec(pathname)?.slice(1) ?? [];
  const parameters = Object.fromEntries(
    found.names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]),
  );
  return { route: `${method} ${found.route}`, operation: found.operation, parameters };
}

const validators = new Map<unknown, ValidateFunction>();

function mistakes(schema: unknown, value: unknown): string[] {
  let validate = validators.get(schema);
  if (!validate) {
    validate = ajv.compile(absolute(schema) as object);
    validators.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, 5)
    .map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}

/** References of the description point into it. */
function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' ? `github${inner}` : absolute(inner),
    ]),
  );
}

export function requestMistakes({ operation }: Matched, body: unknown): string[] {
  const schema = operation.requestBody?.content?.['application/json']?.schema;
  return schema === undefined || body === undefined ? [] : mistakes(schema, body);
}

export function answerMistakes({ operation }: Matched, status: number, body: unknown): string[] {
  const told = operation.responses[String(status)];
  // Refusals that every route has are described for few.
  if (!told && status >= 400) return [];
  if (!told) return [`status ${status} is not one that GitHub describes`];
  const name = told.$ref?.split('/').at(-1);
  const answer = name === undefined ? told : whole.components.responses?.[name];
  const schema = answer?.content?.['application/json']?.schema;
  return schema === undefined ? [] : mistakes(schema, body);
}
