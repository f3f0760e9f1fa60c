/**
 * Shapes are values: one that is used in many places is made once. Making them is a good part of a start, and what is made
 * twice is also checked by code that is not yet fast.
 */
export function once<T>(make: () => T): () => T {
  let made: { shape: T } | null = null;
  return () => {
    made ??= { shape: make() };
    return made.shape;
  };
}

/** One for each word. */
export function oncePer<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const kept = made.get(key);
    if (kept !== undefined) return kept;
    const shape = make(key);
    made.set(key, shape);
    return shape;
  };
}
