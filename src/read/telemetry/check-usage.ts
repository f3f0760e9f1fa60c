/** What makes an answer about usage unusable. Well-formed bad news is no refusal: it is for the rules to judge. */
import type { ObjectName, Question, Usage, UsageCounts } from '../../model.ts';
import { formatTime } from '../../time.ts';
import type { UsageAnswer } from './answer-shapes.ts';

export type UsageQuestion = Extract<Question, { ask: 'usage' }>;

/** `lenient`: objects that nobody asked for may be in it, as in an evidence file that serves several questions. */
export interface UsageTerms {
  /** The sources that must report, by the manifest; null: those that the answer calls required. */
  sources: string[] | null;
  lenient: boolean;
}

/** The first reason to refuse, as half a sentence; null: usable. */
export function refuseUsage(answer: UsageAnswer, question: UsageQuestion, terms: UsageTerms): string | null {
  return (
    refuseProtocol(answer.protocol) ??
    refuseWindow(answer, question) ??
    refuseSources(answer, terms.sources) ??
    refuseObjects(answer, question, terms.lenient) ??
    answer.usage.map((row) => refuseRow(row, answer.window)).find((reason) => reason !== null) ??
    null
  );
}

/** We speak protocol 1; a minor version may follow. */
export function refuseProtocol(protocol: string): string | null {
  if (/^1(?:\.\d+)*$/.test(protocol)) return null;
  return `it speaks protocol ${JSON.stringify(protocol.slice(0, 20))}, and protocol "1" is what is understood here`;
}

/** A window that does not hold all of what was asked. */
export function refuseNarrow(
  window: { from: number; to: number },
  asked: { from: number; to: number },
): string | null {
  if (window.from <= asked.from && window.to >= asked.to) return null;
  return `its window (${formatTime(window.from)} to ${formatTime(window.to)}) is narrower than was asked (${formatTime(asked.from)} to ${formatTime(asked.to)})`;
}

function refuseWindow(answer: UsageAnswer, question: UsageQuestion): string | null {
  if (answer.generated_at < question.to) {
    return `it was generated at ${formatTime(answer.generated_at)}, before the window's end (${formatTime(question.to)})`;
  }
  return refuseNarrow(answer.window, question);
}

function refuseSources(answer: UsageAnswer, named: string[] | null): string | null {
  const { sources, missing } = answer.coverage;
  const ids = sources.map(({ id }) => id);
  const twice = firstTwice(ids);
  if (twice !== null) return `it names the source ${twice} twice`;
  const absent = (named ?? []).find((id) => !ids.includes(id) && !missing.includes(id));
  if (absent !== undefined) return `it says nothing of the source ${absent}, which the manifest requires`;
  if (named === null && missing.length === 0 && !sources.some(({ required }) => required)) {
    return 'it has no required source, so nothing in it proves that every query was seen';
  }
  const reasons = sources.map((source) => refuseSource(source) ?? refuseFuture(source, answer.generated_at));
  return reasons.find((reason) => reason !== null) ?? null;
}

/** Clocks differ by so much at most. */
const CLOCKS_DIFFER = 5 * 60_000;

/** A source that has seen what is yet to come would never be too old. */
function refuseFuture(
  { id, to }: UsageAnswer['coverage']['sources'][number],
  generated: number,
): string | null {
  if (to <= generated + CLOCKS_DIFFER) return null;
  return `the source ${id} reaches to ${formatTime(to)}, and the answer was generated at ${formatTime(generated)}, before that`;
}

function refuseSource(source: UsageAnswer['coverage']['sources'][number]): string | null {
  if (source.from > source.to) return `the source ${source.id} ends before it begins`;
  if (source.sampling.mode === 'full' && source.sampling.rate !== 1) {
    return `the source ${source.id} calls itself whole and sampled at ${source.sampling.rate} at once`;
  }
  const gaps = [...source.gaps].sort((a, b) => a.from - b.from);
  if (gaps.some((gap) => gap.from > gap.to)) return `a gap of the source ${source.id} ends before it begins`;
  const overlaps = gaps.some((gap, index) => gap.from < (gaps[index - 1]?.to ?? Number.NEGATIVE_INFINITY));
  return overlaps ? `gaps of the source ${source.id} overlap` : null;
}

function refuseObjects(answer: UsageAnswer, question: UsageQuestion, lenient: boolean): string | null {
  const names = answer.usage.map(({ object }) => object);
  const twice = firstTwice(names);
  if (twice !== null) return `it answers for ${twice} twice`;
  const absent = question.objects.find((object) => !names.includes(object));
  if (absent !== undefined) return `it has no answer for ${absent}`;
  const strange = lenient ? undefined : names.find((object) => !question.objects.includes(object));
  return strange === undefined ? null : `it answers for ${strange}, which was not asked`;
}

const sumOf = (counts: UsageCounts): number =>
  counts.explicit + counts.implicit + counts.unresolved + counts.failed;

function refuseRow(row: UsageAnswer['usage'][number], window: UsageAnswer['window']): string | null {
  for (const access of ['reads', 'writes'] as const) {
    const told = sumOf(row[access]);
    const byService = row.by.reduce((sum, caller) => sum + caller[access], 0);
    if (told !== byService) {
      return `its sums do not add up: ${row.object} has ${told} ${access} in all and ${byService} by service`;
    }
  }
  const touched = sumOf(row.reads) + sumOf(row.writes) > 0;
  // Seen inside the window and never touched: only queries that were ignored by request explain that.
  const seen = row.last_seen !== null && row.last_seen >= window.from && row.ignored === 0;
  if (row.state === 'zero' && (touched || seen)) {
    return `it calls ${row.object} zero, and ${touched ? 'counts queries' : 'saw it within the window'} at once`;
  }
  if (row.state === 'observed' && !touched && seen) {
    return `it saw ${row.object} within the window, and counts no query of it`;
  }
  return null;
}

function firstTwice(names: readonly ObjectName[]): ObjectName | null {
  return names.find((name, index) => names.indexOf(name) !== index) ?? null;
}

/** A checked answer in our words. With `only`, objects that were not asked for are left out. */
export function toUsage(answer: UsageAnswer, terms: UsageTerms, only: ReadonlySet<ObjectName>): Usage {
  const { sources, missing } = answer.coverage;
  return {
    generatedAt: answer.generated_at,
    from: answer.window.from,
    to: answer.window.to,
    sources: sources.map((source) => ({
      id: source.id,
      kind: source.kind,
      required: source.required || (terms.sources?.includes(source.id) ?? false),
      from: source.from,
      to: source.to,
      gaps: source.gaps.map(({ from, to, reason }) => ({ from, to, reason })),
      sampling: { mode: source.sampling.mode, rate: source.sampling.rate },
      statements: source.statements,
      unparsed: source.unparsed,
    })),
    missing,
    objects: answer.usage.filter(({ object }) => only.has(object)).map(toObject),
  };
}

function toCounts({ explicit, implicit, unresolved, failed }: UsageCounts): UsageCounts {
  return { explicit, implicit, unresolved, failed };
}

function toObject(row: UsageAnswer['usage'][number]): Usage['objects'][number] {
  return {
    object: row.object,
    state: row.state,
    ...(row.because && { because: row.because }),
    reads: toCounts(row.reads),
    writes: toCounts(row.writes),
    ignored: row.ignored,
    firstSeen: row.first_seen,
    lastSeen: row.last_seen,
    by: row.by.map(({ service, user, reads, writes, last_seen }) => ({
      service,
      user: user ?? null,
      reads,
      writes,
      lastSeen: last_seen ?? null,
    })),
    samples: row.samples.map(({ fingerprint, text, last_seen }) => ({
      fingerprint,
      text,
      lastSeen: last_seen ?? null,
    })),
  };
}
