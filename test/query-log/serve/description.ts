/** `schema/query-log.openapi.yaml` as a judge: whether a request and its answer are as it describes them. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Node = Record<string, unknown>;

export const description = parse(readFileSync('schema/query-log.openapi.yaml', 'utf8')) as {
  paths: Record<string, Node>;
  components: { schemas: Record<string, Node>; responses: Record<string, Node> };
};

const ajv = new Ajv2020({ strict: false, allErrors: true });
(addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
ajv.addSchema(description, 'openapi');

/** What a pointer into the description leads to, references followed. */
function at(pointer: string): { pointer: string; node: Node | undefined } {
  let node: unknown = description;
  for (const part of pointer.split('/').slice(1)) node = (node as Node | undefined)?.[unescapePart(part)];
  const reference = (node as Node | undefined)?.$ref;
  return typeof reference === 'string' ? at(reference.slice(1)) : { pointer, node: node as Node | undefined };
}

const unescapePart = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');
const escapePart = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

function complaintsOf(pointer: string, value: unknown): string[] {
  const reference = pointer
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  const validate = ajv.getSchema(`openapi#${reference}`);
  if (!validate) return [`the description has no schema at ${pointer}`];
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

export function templateOf(path: string): string | undefined {
  return Object.keys(description.paths).find((template) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
}

export interface Exchanged {
  method: string;
  path: string;
  status: number;
  type: string;
  headers: Headers;
  body: unknown;
  text: string;
}

const BEFORE = new Set([414, 417, 431]);

/** What is wrong with an answer by the description; empty: nothing. */
export function judgeAnswer({ method, path, status, type, headers, body, text }: Exchanged): string[] {
  const template = templateOf(path);
  const operation = template === undefined ? undefined : description.paths[template]?.[method.toLowerCase()];
  // Of what was refused before anything was looked for, or is nowhere, it is described that it is a problem.
  if (operation === undefined || BEFORE.has(status))
    return status >= 400 ? complaintsOf('/components/schemas/Problem', body) : ['not described'];
  const { pointer, node } = at(
    `/paths/${escapePart(template ?? '')}/${method.toLowerCase()}/responses/${status}`,
  );
  if (!node) return [`status ${status} is not described`];
  const missing = Object.keys((node.headers ?? {}) as Node).filter((name) => !headers.has(name));
  const told = missing.map((name) => `no header ${name}`);
  if (node.content === undefined) return text === '' ? told : [...told, 'a body that is not described'];
  const media = type.split(';')[0] ?? '';
  if (!(media in (node.content as Node))) return [...told, `content type ${type} is not described`];
  return [
    ...told,
    ...complaintsOf(`${pointer}/content/${escapePart(media)}/schema`, media.endsWith('json') ? body : text),
  ];
}

/** What is wrong with the body of a request that should be taken. */
export function judgeRequest(method: string, path: string, type: string, body: string): string[] {
  const template = templateOf(path) ?? '';
  const pointer = `/paths/${escapePart(template)}/${method.toLowerCase()}/requestBody/content/${escapePart(type)}/schema`;
  const values = type === 'application/json' ? [body] : body.split('\n').filter((line) => line.trim() !== '');
  return values.flatMap((value) => complaintsOf(pointer, JSON.parse(value)));
}
