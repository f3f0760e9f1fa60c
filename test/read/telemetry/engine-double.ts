/** An engine on the loopback: envelopes as Prometheus 2.42 gives them, bent as a test wants. */
import { serve } from '../loopback.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests bend answers in every way that a server could.
export type Envelope = any;

export interface Sample {
  labels?: Record<string, string>;
  value: string;
}

const HOME = { instance: 'a:9090', job: 'lanekeeper', db_namespace: 'app' };
const SOURCE = { ...HOME, source: 'pg-primary' };
const COLUMN = { ...HOME, table: 'users', column: 'name' };

/** What a sound engine has, by the metric and the way in which it is asked. */
export function soundSamples(from: number, to: number): Record<string, Sample[]> {
  const since = String(from / 1000 - 86_400);
  const until = String(to / 1000 - 2);
  return {
    'max covered_until': [{ labels: SOURCE, value: until }],
    'before covered_until': [{ labels: { source: 'pg-primary' }, value: String(from / 1000 - 60) }],
    'min covered_since': [{ labels: SOURCE, value: since }],
    'max covered_since': [{ labels: SOURCE, value: since }],
    'min sampling_rate': [{ labels: { ...SOURCE, mode: 'full' }, value: '1' }],
    'last source_required': [{ labels: { ...SOURCE, kind: 'postgresql-log' }, value: '1' }],
    'max statements_total': [
      { labels: { ...SOURCE, result: 'parsed' }, value: '1e+03' },
      { labels: { ...SOURCE, result: 'unparsed' }, value: '0' },
    ],
    'max last_seen': [
      { labels: { table: 'users', column: 'name', access: 'read', via: 'explicit' }, value: '0' },
    ],
    'max watched_since': [{ labels: COLUMN, value: since }],
  };
}

/** `max covered_until`: how it is asked and what of. */
export function askedFor(query: string): string {
  const how = query.startsWith('max by (source)')
    ? 'before'
    : (/(max|min|last)_over_time|resets/.exec(query)?.[1] ?? 'resets');
  const what =
    /covered_until|covered_since|sampling_rate|source_required|statements_total|last_seen|watched_since|references_total/.exec(
      query,
    )?.[0] ?? query;
  return `${how} ${what}`;
}

export type Bend = (envelope: Envelope, asked: string) => Envelope;

export interface Double {
  url: string;
  queries: URLSearchParams[];
  authorizations: (string | null)[];
}

export async function serveEngine(
  samples: Record<string, Sample[]>,
  bend: Bend = (one) => one,
): Promise<Double> {
  const queries: URLSearchParams[] = [];
  const authorizations: (string | null)[] = [];
  const server = await serve((response, { path, authorization }) => {
    const query = new URL(path, 'http://x').searchParams;
    queries.push(query);
    authorizations.push(authorization);
    const asked = askedFor(query.get('query') ?? '');
    const at = Date.parse(query.get('time') ?? '') / 1000;
    const result = (samples[asked] ?? []).map(({ labels = {}, value }) => ({
      metric: labels,
      value: [at, value],
    }));
    const body = bend({ status: 'success', data: { resultType: 'vector', result } }, asked);
    response.writeHead(body?.status === 'error' ? 422 : 200, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return { url: server.url, queries, authorizations };
}
