/** Spans of time: joined, and the holes between them. Half-open: what ends where the other begins leaves no hole. */
import type { Gap, Span } from '../words.ts';

/** In order, none touching another. Empty and backward ones are nothing. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.filter(({ from, to }) => from <= to).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span });
  }
  return joined;
}

/** What lies between joined spans. */
export function holesBetween(joined: readonly Span[]): Span[] {
  return joined.slice(1).map(({ from }, index) => ({ from: joined[index]?.to ?? from, to: from }));
}

/** Gaps in order, none overlapping another: time that two of them name is the earlier one's. None is lost: a moment stays one. */
export function partGaps(gaps: readonly Gap[]): Gap[] {
  const parted: Gap[] = [];
  for (const gap of gaps.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    const last = parted.at(-1);
    if (!last || gap.from >= last.to) parted.push({ ...gap });
    else if (gap.to > last.to && gap.reason === last.reason) last.to = gap.to;
    else if (gap.to > last.to) parted.push({ ...gap, from: last.to });
  }
  return parted;
}

/** Touching at an edge alone is no overlap, but a moment within is. */
export function overlaps(span: Span, window: Span): boolean {
  return !(span.to <= window.from || span.from >= window.to);
}
