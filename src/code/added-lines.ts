/**
 * The numbers of lines in `after` that are new, as a line diff has them; `before` null: the file is new. Lines end
 * at `\n` and a carriage return is part of its line, as git sees it; whether the last line ends is not looked at.
 * Where the two texts differ in more than can be compared in bounded work, every line between their common ends
 * counts as added: rather a line too many than one that is missed.
 */
export function addedLines(before: string | null, after: string): Set<number> {
  const [old, now] = numberLines(linesOf(before ?? ''), linesOf(after));
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const added = compare(old.subarray(head, old.length - tail), now.subarray(head, now.length - tail));
  return new Set(added.map((line) => line + head + 1));
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Equal lines get equal numbers, so that comparing them is cheap. */
function numberLines(old: readonly string[], now: readonly string[]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>();
  const numberOf = (line: string): number => {
    const known = numbers.get(line);
    if (known !== undefined) return known;
    numbers.set(line, numbers.size);
    return numbers.size - 1;
  };
  return [Int32Array.from(old, numberOf), Int32Array.from(now, numberOf)];
}

const MOST_EDITS = 2000;

/** Indexes of added lines: the shortest edit script (Myers 1986, greedy), or every index where that is too long. */
function compare(old: Int32Array, now: Int32Array): number[] {
  const all = Array.from(now, (_, index) => index);
  if (old.length === 0 || now.length === 0) return all;
  const limit = Math.min(MOST_EDITS, old.length + now.length);
  const offset = limit + 1;
  const reach = new Int32Array(2 * offset + 1);
  const trail: Int32Array[] = [];
  for (let edits = 0; edits <= limit; edits += 1) {
    trail.push(reach.slice(offset - edits - 1, offset + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepFrom(reach, offset, diagonal, edits);
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x += 1;
      reach[offset + diagonal] = x;
      if (x >= old.length && x - diagonal >= now.length) return walkBack(trail, old.length, now.length);
    }
  }
  return all;
}

const at = (reach: Int32Array, index: number): number => reach[index] ?? 0;

function isInsertion(reach: Int32Array, offset: number, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && at(reach, offset + diagonal - 1) < at(reach, offset + diagonal + 1);
}

function stepFrom(reach: Int32Array, offset: number, diagonal: number, edits: number): number {
  if (edits === 0) return 0;
  return isInsertion(reach, offset, diagonal, edits)
    ? at(reach, offset + diagonal + 1)
    : at(reach, offset + diagonal - 1) + 1;
}

function walkBack(trail: readonly Int32Array[], oldLength: number, nowLength: number): number[] {
  const added: number[] = [];
  let diagonal = oldLength - nowLength;
  for (let edits = trail.length - 1; edits > 0; edits -= 1) {
    const reach = trail[edits] ?? new Int32Array();
    const offset = edits + 1;
    if (isInsertion(reach, offset, diagonal, edits)) {
      diagonal += 1;
      added.push(at(reach, offset + diagonal) - diagonal);
    } else diagonal -= 1;
  }
  return added.reverse();
}
