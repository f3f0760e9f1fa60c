/** A count as people read it, in groups of three: `50,000,000`. As `toLocaleString('en')`, which takes 20 ms to begin with. */
export function inGroups(count: number): string {
  if (!Number.isSafeInteger(count)) return count.toLocaleString('en');
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
