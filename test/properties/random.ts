/** Choices that a seed makes: the same seed tells the same story. */

export interface Random {
  /** From 0 up to and without 1. */
  next(): number;
  chance(probability: number): boolean;
  pick<T>(of: readonly [T, ...T[]]): T;
}

/** The generator of Tommy Ettinger, 32 bits of state: small, even enough, and the same on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    chance: (probability) => next() < probability,
    pick: (of) => of[Math.floor(next() * of.length)] ?? of[0],
  };
}
