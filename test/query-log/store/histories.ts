/** Random histories of a database: batches of several sources over two days, through renames and columns made again. */
import fc from 'fast-check';
import type { UsageQuestion } from '../../../src/query-log/protocol.ts';
import type {
  Access,
  Batch,
  KnownCatalog,
  Shape,
  Sighting,
  Span,
  Via,
} from '../../../src/query-log/words.ts';
import { formatTime } from '../../../src/time.ts';
import { MINUTE } from './naive-store.ts';

export const START = Date.parse('2026-11-01T00:00:00Z');
const HOUR = 60 * MINUTE;
/** In steps of ten minutes: 48 hours. */
const STEPS = 288;
const at = (step: number): number => START + step * 10 * MINUTE;

const known = (from: number | null, objects: Record<string, string>): KnownCatalog => ({
  database: 'app',
  from,
  ddl: `-- ${from}`,
  objects: Object.entries(objects).map(([object, identity]) => ({ object, identity })),
});

const users = { users: '1', 'users.id': '1.1', 'users.name': '1.2', 'users.mail': '1.3' };

/** `name` becomes `full_name`; `mail` is dropped and made again; `users` becomes `people`. */
const HISTORIES: KnownCatalog[][] = [
  [known(null, users)],
  [known(at(40), users)],
  [
    known(null, users),
    known(at(100), { users: '1', 'users.id': '1.1', 'users.full_name': '1.2', 'users.mail': '1.3' }),
  ],
  [
    known(null, users),
    known(at(80), { users: '1', 'users.id': '1.1', 'users.name': '1.2' }),
    known(at(120), { ...users, 'users.mail': '1.4' }),
  ],
  [
    known(null, users),
    known(at(90), { people: '1', 'people.id': '1.1', 'people.name': '1.2', 'people.mail': '1.3' }),
  ],
];

export const OBJECTS = [
  'users',
  'users.id',
  'users.name',
  'users.mail',
  'users.full_name',
  'people',
  'people.name',
  'people.mail',
];

const touch = (object: string, access: Access = 'read', via: Via = 'explicit') => ({ object, access, via });

const shape = (number: number, touches: Shape['touches'], more: Partial<Shape> = {}): Shape => ({
  fingerprint: number.toString(16).padStart(16, '0'),
  text: `statement ${number}`,
  kind: 'select',
  touches,
  everything: false,
  problem: null,
  unparsed: false,
  ...more,
});

const SHAPES: Shape[] = [
  shape(1, [touch('users.name'), touch('users')]),
  shape(2, [touch('users.name', 'write'), touch('users.id', 'read', 'implicit')]),
  shape(3, [touch('users.mail'), touch('users.mail', 'write', 'implicit')]),
  shape(4, [touch('users', 'write')]),
  shape(5, [touch('users', 'read', 'unresolved')], { problem: 'no such column' }),
  shape(6, [touch('users.full_name', 'read', 'unresolved')]),
  shape(7, [touch('people.name'), touch('people.mail', 'read', 'implicit')]),
  shape(8, [], { everything: true, problem: 'a function of which nobody knows what it does' }),
  shape(9, [], { unparsed: true, kind: 'other' }),
  shape(10, [touch('usersx.name'), touch('users_name')]),
];

const span = fc
  .tuple(fc.nat(STEPS), fc.nat(STEPS))
  .map(([one, other]): Span => ({ from: at(Math.min(one, other)), to: at(Math.max(one, other)) }));
const longSpan = fc
  .tuple(fc.nat(60), fc.nat(STEPS))
  .map(([from, length]): Span => ({ from: at(from), to: at(Math.min(STEPS, from + length)) }));
const shortSpan = fc
  .tuple(fc.nat(STEPS), fc.integer({ min: 1, max: 6 }))
  .map(([from, length]): Span => ({ from: at(from), to: at(from + length) }));

/** Mostly the plain ones: what may touch everything leaves nothing to be told apart. */
const anyShape = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...SHAPES.slice(0, 7), ...SHAPES.slice(9)) },
  { weight: 1, arbitrary: fc.constantFrom(...SHAPES.slice(7, 9)) },
);

const sighting: fc.Arbitrary<Sighting> = fc
  .record({
    shape: anyShape,
    service: fc.constantFrom('', 'web', 'billing'),
    user: fc.constantFrom('', 'svc', 'root'),
    minute: fc.nat(STEPS * 10),
    length: fc.oneof({ weight: 4, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.nat(200) }),
    runs: fc.nat(9),
    failed: fc.nat(9),
    prepared: fc.nat(2),
  })
  .map(({ minute, length, failed, runs, ...rest }) => {
    const first = START + minute * MINUTE;
    const hour = Math.floor(first / HOUR) * HOUR;
    return { ...rest, runs, failed: Math.min(failed, runs), hour, first, last: first + length * MINUTE };
  });

const source = fc.constantFrom(
  { id: 'log', required: true },
  { id: 'log', required: true },
  { id: 'replica', required: true },
  { id: 'spans', required: false },
);

export const batch: fc.Arbitrary<Batch> = fc
  .record({
    source,
    sampled: fc.integer({ min: 0, max: 30 }).map((one) => one === 0),
    covered: fc.oneof(
      { weight: 5, arbitrary: longSpan },
      { weight: 2, arbitrary: span },
      { weight: 2, arbitrary: fc.constant(null) },
    ),
    gaps: fc.oneof(
      { weight: 6, arbitrary: fc.constant<Span[]>([]) },
      { weight: 1, arbitrary: fc.array(shortSpan, { maxLength: 3 }) },
    ),
    sightings: fc.array(sighting, { maxLength: 4 }),
  })
  .map(({ source: { id, required }, sampled, covered, gaps, sightings }) => ({
    database: 'app',
    source: {
      id,
      kind: 'records',
      required,
      sampling: sampled ? { mode: 'random' as const, rate: 0.5 } : { mode: 'full' as const, rate: 1 },
    },
    position: sightings.length,
    covered,
    gaps: gaps.map((gap) => ({ ...gap, reason: 'collector-down' })),
    sightings,
    statements: sightings.reduce((sum, { runs }) => sum + runs, 0),
    unparsed: 0,
  }));

export const history = fc.record({
  batches: fc.array(batch, { minLength: 1, maxLength: 12 }),
  catalogs: fc.constantFrom(...HISTORIES),
  expected: fc.constantFrom<string[][]>([], [], ['log'], ['log', 'replica']),
});

export const asked: fc.Arbitrary<{ question: UsageQuestion; now: number }> = fc
  .record({
    window: fc.oneof({ weight: 3, arbitrary: span }, { weight: 2, arbitrary: shortSpan }),
    ignore: fc.constantFrom<UsageQuestion['ignore'][]>(
      [],
      [],
      [{ service: 'web' }],
      [{ user: 'root' }],
      [{ service: 'billing', user: 'svc' }],
    ),
    later: fc.constantFrom(0, 0, 10, 600),
  })
  .map(({ window, ignore, later }) => ({
    question: {
      database: 'app',
      window: { from: formatTime(window.from), to: formatTime(window.to) },
      objects: OBJECTS,
      ignore,
    },
    now: window.to + later * MINUTE,
  }));
