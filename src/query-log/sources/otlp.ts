/**
 * Spans of OTLP/HTTP in JSON: which service ran which statement. They tell who, never that nobody did: what is not instrumented,
 * or not sampled, has no span. Stable attributes (`db.system.name`, `db.query.text`, `db.namespace`) and the older names.
 */
import { z } from 'zod';
import type { Time } from '../../model.ts';
import type { Run } from '../words.ts';
import { numberPlaceholders } from './placeholders.ts';
import { serviceOfComment } from './sql-comment.ts';

export interface DatabaseSpan extends Run {
  /** `postgresql`, `mysql`, `mariadb`, as the span says. */
  system: string;
  /** The database as its server calls it; null: the span does not say. */
  namespace: string | null;
}

export interface SpanReading {
  spans: DatabaseSpan[];
  /** Of databases, but nobody can tell what ran, or when. */
  rejected: number;
  /** Why the first of them was; null: none was. */
  why: string | null;
}

const value = z.looseObject({
  stringValue: z.string().optional(),
  intValue: z.union([z.string(), z.number()]).optional(),
});
const attributes = z.array(z.looseObject({ key: z.string(), value: value.optional() })).default([]);

const span = z.looseObject({
  attributes,
  endTimeUnixNano: z.union([z.string().regex(/^\d{1,20}$/), z.number().min(0)]).optional(),
  startTimeUnixNano: z.union([z.string().regex(/^\d{1,20}$/), z.number().min(0)]).optional(),
  status: z.looseObject({ code: z.union([z.string(), z.number()]).optional() }).optional(),
});

/** ExportTraceServiceRequest, as far as it is looked at. */
export const spansShape = z.looseObject({
  resourceSpans: z
    .array(
      z.looseObject({
        resource: z.looseObject({ attributes }).optional(),
        scopeSpans: z.array(z.looseObject({ spans: z.array(span).default([]) })).default([]),
      }),
    )
    .default([]),
});

type Attributes = ReadonlyMap<string, string>;

function read(list: z.output<typeof attributes>): Attributes {
  return new Map(
    list.flatMap(({ key, value: told }) =>
      told?.stringValue === undefined ? [] : [[key, told.stringValue]],
    ),
  );
}

const firstOf = (from: Attributes, ...keys: string[]): string | undefined =>
  keys.map((key) => from.get(key)).find((text) => text !== undefined && text !== '');

/** Total for anything that `spansShape` takes. Spans of anything but databases are passed over in silence. */
export function readSpans(request: z.output<typeof spansShape>, now: Time): SpanReading {
  const reading: SpanReading = { spans: [], rejected: 0, why: null };
  for (const { resource, scopeSpans } of request.resourceSpans) {
    const service = read(resource?.attributes ?? []).get('service.name') ?? '';
    for (const each of scopeSpans.flatMap(({ spans }) => spans)) addSpan(each, service, now, reading);
  }
  return reading;
}

function addSpan(each: z.output<typeof span>, service: string, now: Time, reading: SpanReading): void {
  const told = read(each.attributes);
  const system = firstOf(told, 'db.system.name', 'db.system')?.toLowerCase();
  if (system === undefined) return;
  const at = timeOf(each.endTimeUnixNano ?? each.startTimeUnixNano);
  const text = firstOf(told, 'db.query.text', 'db.statement');
  const why =
    text === undefined
      ? 'a span has no db.query.text: let the instrumentation record it'
      : at === null || at > now
        ? 'a span has no end time, or one in the future'
        : null;
  if (text === undefined || at === null || why !== null) {
    reading.rejected += 1;
    reading.why ??= why;
    return;
  }
  reading.spans.push({
    system,
    namespace: namespaceOf(told),
    text: system === 'postgresql' ? numberPlaceholders(text) : text,
    at,
    runs: 1,
    failed: hasFailed(each, told),
    service: (serviceNamed(service) || serviceOfComment(text)).slice(0, 200),
    user: (told.get('db.user') ?? '').slice(0, 200),
    session: null,
  });
}

/** What SDKs say where nobody told them is no name. */
const serviceNamed = (service: string): string => (/^unknown_service\b/.test(service) ? '' : service.trim());

/** For PostgreSQL `database|schema`. */
function namespaceOf(told: Attributes): string | null {
  const text = firstOf(told, 'db.namespace', 'db.name');
  return text?.split('|', 1)[0] || null;
}

function hasFailed({ status }: z.output<typeof span>, told: Attributes): boolean {
  return status?.code === 2 || status?.code === 'STATUS_CODE_ERROR' || told.has('error.type');
}

/** Nanoseconds, a number too large for one. Null: none, or none that is a time. */
function timeOf(nanoseconds: string | number | undefined): Time | null {
  const time = Math.floor(Number(nanoseconds ?? Number.NaN) / 1e6);
  return time > 0 && time < 8.64e15 ? time : null;
}
