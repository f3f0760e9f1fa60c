/** Columns that an expression names. */
import type { Node } from 'libpg-query';
import { strings } from './ast.ts';

/** Columns of one table that an expression on it names, without the table: for checks, defaults, indexes, policies. */
export function columnsIn(expression: unknown): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (typeof value === 'object' && value !== null) {
      for (const [kind, inner] of Object.entries(value)) {
        if (kind === 'ColumnRef') {
          const name = strings((inner as { fields?: Node[] }).fields).at(-1);
          if (name !== undefined) found.add(name);
        } else visit(inner);
      }
    }
  };
  visit(expression);
  return [...found];
}
