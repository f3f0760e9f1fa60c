/**
 * Wildcards over a sequence, in time that is at most the product of both lengths: a star that has taken too little
 * takes one more, and only the last one ever does. `null` in the pattern is the star.
 */
export function matchWildcards<Part, Item>(
  pattern: readonly (Part | null)[],
  items: readonly Item[],
  matches: (part: Part, item: Item) => boolean,
): boolean {
  let [part, item, star, taken] = [0, 0, -1, 0];
  while (item < items.length) {
    const wanted = pattern[part];
    const given = items[item];
    if (wanted === null) {
      star = part;
      taken = item;
      part += 1;
    } else if (wanted !== undefined && given !== undefined && matches(wanted, given)) {
      part += 1;
      item += 1;
    } else if (star >= 0) {
      taken += 1;
      item = taken;
      part = star + 1;
    } else return false;
  }
  while (pattern[part] === null) part += 1;
  return part === pattern.length;
}
