import { keepLines, type Line } from './lines.ts';

/** What a line is to a framework that keeps up and down parts in one file; null: no marker. */
export type Marker = 'up' | 'down' | 'other' | null;

/**
 * The up parts of a file with markers; the markers and the down parts are blanked. What stands before the first
 * marker, and a file without any, counts as up: SQL is dropped only where the runner surely leaves it out.
 */
export function keepUp(text: string, markerOf: (line: Line) => Marker): string {
  let isUp = true;
  return keepLines(text, (line) => {
    const marker = markerOf(line);
    if (marker === 'up' || marker === 'down') isUp = marker === 'up';
    return isUp && marker === null;
  });
}

const SPACE = /[ \t\r\v\f\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

/** What Go's TrimSpace takes off, and no more: a marker that the runner does not see must not be one here. */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && SPACE.test(text[start] ?? '')) start += 1;
  while (end > start && SPACE.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(start, end);
}
