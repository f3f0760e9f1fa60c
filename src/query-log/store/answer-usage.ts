/** The protocol's answer to a question about usage, from one state of the store. */
import type { ObjectName, Time } from '../../model.ts';
import { formatTime, parseTime } from '../../time.ts';
import { UserError } from '../../user-error.ts';
import { tellSource } from '../answer/coverage.ts';
import type { Followed } from '../answer/followed.ts';
import { blemishesOf } from '../answer/proof.ts';
import { type Seen, type Use, usageOf } from '../answer/uses.ts';
import type { Blemish, ObjectUsage, UsageAnswer, UsageQuestion } from '../protocol.ts';
import type { Answered } from '../store.ts';
import type { Span } from '../words.ts';
import { type CatalogMoment, catalogMoments } from './catalogs.ts';
import { type ShapeUse, seenOfShape, usesOfShape } from './count-uses.ts';
import { followName } from './follow-names.ts';
import { findDatabase } from './ids.ts';
import { knownSources, missingSources } from './known-sources.ts';
import type { Statements } from './statements.ts';
import { shapesTouching } from './touching.ts';

export function readWindow({ window }: Pick<UsageQuestion, 'window'>): Span {
  const [from, to] = [parseTime(window.from), parseTime(window.to)];
  if (from !== null && to !== null && from <= to) return { from, to };
  const told = `from ${JSON.stringify(window.from)} to ${JSON.stringify(window.to)}`;
  throw new UserError(
    `${told} is no window.`,
    'Write both as RFC 3339, the earlier one first: 2026-11-01T00:00:00Z.',
  );
}

interface ShapeFacts {
  fingerprint: string;
  text: string;
  uses: ShapeUse[];
  seen: Seen[];
}

/** Reads each shape once, however many of the objects it touches. */
function shapeReader(sql: Statements, window: Span): (shape: number) => ShapeFacts {
  const known = new Map<number, ShapeFacts>();
  return (shape) => {
    const before = known.get(shape);
    if (before) return before;
    const row = sql.row<{ fingerprint: string; text: string }>(
      'SELECT fingerprint, text FROM shapes WHERE id = ?',
      shape,
    );
    const { fingerprint, text } = row ?? { fingerprint: '', text: '' };
    const facts = {
      fingerprint,
      text,
      uses: usesOfShape(sql, shape, window),
      seen: seenOfShape(sql, shape, window.to),
    };
    known.set(shape, facts);
    return facts;
  };
}

interface Asked {
  database: number;
  moments: CatalogMoment[];
  question: UsageQuestion;
  window: Span;
  blemishes: Blemish[];
}

function answerObject(
  sql: Statements,
  asked: Asked,
  facts: (shape: number) => ShapeFacts,
  object: ObjectName,
  followed: Followed,
): ObjectUsage {
  const uses: Use[] = [];
  const seen: Seen[] = [];
  for (const [shape, reach] of shapesTouching(sql, asked.database, asked.moments, followed)) {
    const { fingerprint, text, uses: those, seen: ever } = facts(shape);
    for (const use of those) uses.push({ ...use, fingerprint, text, reach });
    seen.push(...ever);
  }
  const known = followed.since === null || followed.since <= asked.window.from;
  const blemishes = known ? asked.blemishes : [...asked.blemishes, 'object-not-watched' as const];
  return usageOf(object, { uses, seen }, asked.question.ignore, blemishes);
}

/** Call within a snapshot. Throws `UserError` for a window that is none. */
export function answerUsage(sql: Statements, question: UsageQuestion, now: Time): Answered {
  const window = readWindow(question);
  const database = findDatabase(sql, question.database);
  const objects = [...new Set(question.objects)];
  if (database === null) return { unknown: objects };
  const moments = catalogMoments(sql, database);
  const followed = new Map(objects.map((object) => [object, followName(sql, database, moments, object)]));
  const unknown = objects.filter((object) => !followed.get(object));
  if (unknown.length > 0) return { unknown };
  const sources = knownSources(sql, database, window);
  const missing = missingSources(sql, database);
  const asked = {
    database,
    moments,
    question,
    window,
    blemishes: blemishesOf(sources, missing, window, now),
  };
  const facts = shapeReader(sql, window);
  const usage = [...followed].flatMap(([object, through]) =>
    through ? [answerObject(sql, asked, facts, object, through)] : [],
  );
  const answer: UsageAnswer = {
    protocol: '1',
    generated_at: formatTime(now),
    window: { from: formatTime(window.from), to: formatTime(window.to) },
    coverage: { sources: sources.map((source) => tellSource(source, window, now)), missing },
    usage,
  };
  const since = [...followed].map(([object, through]) => [object, through?.since ?? null]);
  return { answer, knownSince: Object.fromEntries(since) };
}
