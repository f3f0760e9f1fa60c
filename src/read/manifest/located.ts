/** Plain values that remember where they were written. */

export interface Position {
  line: number;
  column: number;
}

/** What stands at one place of a YAML file: the plain value, and for maps and lists the places of what is inside. */
export interface Located {
  at: Position;
  value: unknown;
  /** A scalar as it was written (`10.10`, of which the number alone remembers 10.1); null for maps and lists. */
  source: string | null;
  /** Where each key of a map stands. */
  keys: ReadonlyMap<string, Position>;
  children: ReadonlyMap<PropertyKey, Located>;
}

/** The deepest place that a path leads to: the value itself, or where one that is missing would have to be added. */
export function positionOf(tree: Located, path: readonly PropertyKey[]): Position {
  let at = tree.at;
  let node: Located | undefined = tree;
  for (const key of path) {
    const child: Located | undefined = node?.children.get(key);
    if (!child) return node?.keys.get(String(key)) ?? at;
    at =
      typeof child.value === 'object' && child.value !== null
        ? (node?.keys.get(String(key)) ?? child.at)
        : child.at;
    node = child;
  }
  return at;
}

/** Where the last key of a path stands, for mistakes about the key itself. */
export function keyPositionOf(tree: Located, path: readonly PropertyKey[]): Position {
  const parent = locate(tree, path.slice(0, -1));
  return parent?.keys.get(String(path.at(-1))) ?? positionOf(tree, path);
}

/** What stands at a path; undefined where there is nothing. */
export function locate(tree: Located, path: readonly PropertyKey[]): Located | undefined {
  let node: Located | undefined = tree;
  for (const key of path) node = node?.children.get(key);
  return node;
}
