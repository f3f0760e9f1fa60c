/** Small words for telling what happened to a store. */
import type { UsageQuestion } from '../../../src/query-log/protocol.ts';
import type { Batch, KnownCatalog, Shape, Sighting } from '../../../src/query-log/words.ts';
import { formatTime, parseTime } from '../../../src/time.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const time = (text: string): number => {
  const found = parseTime(text);
  if (found === null) throw new Error(`no time: ${text}`);
  return found;
};

export const T0 = time('2026-11-01T00:00:00Z');

export function shapeOf(name: string, touches: Shape['touches'], more: Partial<Shape> = {}): Shape {
  const base = { kind: 'select', everything: false, problem: null, unparsed: false } as const;
  return { ...base, fingerprint: name, text: `statement ${name}`, touches, ...more };
}

export const readsName = shapeOf('reads-name', [{ object: 'users.name', access: 'read', via: 'explicit' }]);

export function seen(shape: Shape, at: number, more: Partial<Sighting> = {}): Sighting {
  const hour = Math.floor(at / HOUR) * HOUR;
  const counts = { runs: 1, failed: 0, prepared: 0 };
  return { shape, service: 'web', user: 'svc', hour, ...counts, first: at, last: at, ...more };
}

export function batchOf(
  more: Partial<Omit<Batch, 'source'>> & { source?: Partial<Batch['source']> } = {},
): Batch {
  const source: Batch['source'] = {
    id: 'log',
    kind: 'postgresql-log',
    required: true,
    sampling: { mode: 'full', rate: 1 },
    ...more.source,
  };
  const sightings = more.sightings ?? [];
  const statements = sightings.reduce((sum, { runs }) => sum + runs, 0);
  return {
    database: 'app',
    position: 1,
    covered: null,
    gaps: [],
    statements,
    unparsed: 0,
    ...more,
    sightings,
    source,
  };
}

export function catalogOf(
  from: number | null,
  objects: Record<string, string | null>,
  more: Partial<KnownCatalog> = {},
): KnownCatalog {
  const listed = Object.entries(objects).map(([object, identity]) => ({ object, identity }));
  return { database: 'app', from, ddl: `-- as of ${from}`, objects: listed, ...more };
}

export const USERS = { users: '1', 'users.id': '1.1', 'users.name': '1.2' };

export function questionOf(
  objects: string[],
  from: number,
  to: number,
  ignore: UsageQuestion['ignore'] = [],
): UsageQuestion {
  return { database: 'app', window: { from: formatTime(from), to: formatTime(to) }, objects, ignore };
}
