/** `POST /v1/traces`: OTLP/HTTP in JSON. Who runs what; never that nobody does. */
import type { z } from 'zod';
import { type DatabaseSpan, readSpans, spansShape } from '../../sources/otlp.ts';
import type { SourceName } from '../../words.ts';
import type { Reply } from '../problem.ts';
import { checkShape } from '../read-json.ts';
import type { Asked, Route } from '../route.ts';
import { databasesOf, type Served } from '../served.ts';

/** Whether they are sampled, and how, a span does not tell: so they are taken for a sample. */
const SOURCE: SourceName = {
  id: 'otlp',
  kind: 'otlp',
  required: false,
  sampling: { mode: 'random', rate: 1 },
};

/** By the name that the server of the database has for it; where the span names none, the only database there is. */
function databaseOf(
  { namespace }: DatabaseSpan,
  known: readonly string[],
  { databases }: Served,
): string | null {
  if (namespace === null) return known.length === 1 ? (known[0] ?? null) : null;
  const aliased = databases.find(({ aliases }) => aliases.includes(namespace))?.name;
  return aliased ?? (known.includes(namespace) ? namespace : null);
}

function sortByDatabase(spans: readonly DatabaseSpan[], served: Served) {
  const known = databasesOf(served);
  const sorted = new Map<string, DatabaseSpan[]>();
  let strange = 0;
  for (const span of spans) {
    const database = databaseOf(span, known, served);
    if (database === null) strange += 1;
    else if (!sorted.get(database)?.push(span)) sorted.set(database, [span]);
  }
  return { sorted, strange };
}

async function answer(asked: Asked, served: Served): Promise<Reply> {
  const request: z.output<typeof spansShape> = checkShape(spansShape, await asked.json());
  const { spans, rejected, why } = readSpans(request, served.now() + served.limits.skew);
  const { sorted, strange } = sortByDatabase(spans, served);
  for (const [database, runs] of sorted) {
    const counted = await served.tally(database, runs);
    served.store.apply({ database, source: SOURCE, position: null, covered: null, gaps: [], ...counted });
  }
  const lost = rejected + strange;
  if (lost === 0) return { status: 200, body: {} };
  const errorMessage = why ?? 'a span is of a database (db.namespace) that is not known here';
  return { status: 200, body: { partialSuccess: { rejectedSpans: String(lost), errorMessage } } };
}

export const traces: Route = {
  path: '/v1/traces',
  hint: 'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/json, or encoding: json in the exporter otlphttp of a collector.',
  methods: { POST: { scope: 'write', takes: ['application/json'], size: 'delivery', answer } },
};
