/** A short name for the same problem, whatever lines move around it. */

const PRIME = 0x01000193;

/** Two interleaved 32-bit FNV-1a sums over UTF-16 units: no secret rests on it, only that equal problems meet again. */
function sum(text: string, seed: number): string {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Sixteen hexadecimal digits. */
export function fingerprint(parts: readonly (string | null)[]): string {
  const text = JSON.stringify(parts);
  return sum(text, 0x811c9dc5) + sum(text, 0x2f0b4c47);
}
