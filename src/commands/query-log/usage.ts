/** `lanekeeper query-log usage`: tells what uses an object. */
import type { Duration, ObjectName, Time } from '../../model.ts';
import { canonicalName } from '../../names.ts';
import { quietFor } from '../../query-log/answer/quiet-for.ts';
import type { UsageQuestion } from '../../query-log/protocol.ts';
import { defaultStorePath, openStore } from '../../query-log/store/sqlite.ts';
import type { Answered, Store } from '../../query-log/store.ts';
import { nearest } from '../../read/manifest/nearest.ts';
import { cleanLine } from '../../report/clean.ts';
import { painter } from '../../report/paint.ts';
import { formatTime, parseDuration } from '../../time.ts';
import { UserError } from '../../user-error.ts';
import { type Options, quoted, readOptions, textOf } from '../options.ts';
import { coverageLines, whyNotProved } from './usage/tell-coverage.ts';
import { tellObject } from './usage/tell-object.ts';

const OWN = { store: 'string', database: 'string', window: 'string', ignore: 'string' } as const;
const FORMATS = ['text', 'json'];
const LONGEST = 400 * 86_400_000;

function readDuration(options: Options): Duration {
  const text = textOf(options, 'window') ?? '14d';
  const window = parseDuration(text);
  if (window !== null && window > 0 && window <= LONGEST) return window;
  throw new UserError(
    `--window ${quoted(text)} is no window.`,
    'Write it as 14d, 36h or P14D; 400d at most.',
  );
}

function chooseDatabase(options: Options, store: Store): string {
  const names = store.databases();
  const wanted = textOf(options, 'database');
  const list = names.map((name) => cleanLine(name)).join(', ');
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  if (wanted !== undefined)
    throw new UserError(
      `the store has no database ${quoted(wanted)}.`,
      names.length > 0 ? `It has: ${list}.` : 'It is empty: fill it with query-log ingest or serve.',
    );
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw new UserError(
    only === undefined
      ? 'the store is empty: no database reports to it.'
      : 'the store has several databases.',
    only === undefined
      ? 'Fill it: lanekeeper query-log ingest | serve'
      : `Say which: --database ${names.map((name) => cleanLine(name)).join(' | ')}`,
  );
}

/** As the store knows them: `public.users.name` is `users.name`. */
function objectsIn(options: Options, store: Store, database: string): ObjectName[] {
  if (options.files.length === 0)
    throw new UserError(
      'query-log usage needs to know of what.',
      'Write: lanekeeper query-log usage users.name',
    );
  const known = new Set(store.objects(database).map(({ object }) => object));
  return options.files.map((name) => {
    const canonical = known.has(name) ? null : canonicalName(name, 'postgresql');
    return canonical !== null && known.has(canonical) ? canonical : name;
  });
}

function unknownObject(unknown: readonly ObjectName[], store: Store, database: string): UserError {
  const known = store.objects(database).map(({ object }) => object);
  const [first = ''] = unknown;
  const near = nearest(first, known);
  const hint =
    near === null
      ? 'Write it as the database does: table.column, or table.'
      : `Did you mean ${cleanLine(near)}?`;
  const next =
    known.length > 0
      ? hint
      : 'Give its schema: query-log ingest --schema FILE, or have query-log serve read it.';
  return new UserError(
    `no schema of ${cleanLine(database)} that the store knows has ${unknown.map(quoted).join(', ')}.`,
    next,
  );
}

type Known = Extract<Answered, { answer: unknown }>;

function tellText(
  store: Store,
  question: UsageQuestion,
  answered: Known,
  span: { from: Time; to: Time },
  options: Options,
): string {
  const paint = painter(options.color);
  const { answer, knownSince } = answered;
  const objects = answer.usage.map((usage) => {
    const since = knownSince[usage.object] ?? null;
    const hours = store.hours(question.database, usage.object, span);
    const told = { usage, quiet: quietFor(answer, usage.object, since), hours, window: span, now: span.to };
    return tellObject(told, usage.state === 'no_data' ? whyNotProved(answer, span, since) : [], paint).join(
      '\n',
    );
  });
  return `${[...objects, coverageLines(answer, span, span.to).join('\n')].join('\n\n')}\n`;
}

function answer(options: Options, store: Store): string {
  const database = chooseDatabase(options, store);
  const now = options.now ?? Date.now();
  const span = { from: now - readDuration(options), to: now };
  const ignore = (textOf(options, 'ignore') ?? '')
    .split(',')
    .map((service) => service.trim())
    .filter((service) => service !== '')
    .map((service) => ({ service }));
  const window = { from: formatTime(span.from), to: formatTime(span.to) };
  const question = { database, window, objects: objectsIn(options, store, database), ignore };
  const answered = store.usage(question, now);
  if ('unknown' in answered) throw unknownObject(answered.unknown, store, database);
  if (options.format === 'json') return `${JSON.stringify(answered.answer, null, 2)}\n`;
  return tellText(store, question, answered, span, options);
}

/** Shows what the store counted; it decides nothing, and leaves with 0 whatever was counted. */
export async function usage(args: string[]): Promise<number> {
  const options = readOptions(args, OWN, true, FORMATS);
  readDuration(options);
  const store = openStore(textOf(options, 'store') ?? defaultStorePath(process.env), { readOnly: true });
  try {
    const text = answer(options, store);
    if (!options.silent) process.stdout.write(text);
  } finally {
    store.close();
  }
  return 0;
}

export { usage as run };
