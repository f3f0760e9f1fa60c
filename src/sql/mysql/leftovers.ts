/** The net under it all: a name whose part in the statement was not understood may be a column of any table that it mentions. */
import { columnsOfTable, mayName, namesAt, type Reading } from './reading.ts';

export function noteLeftovers(r: Reading): void {
  if (r.mentioned.size === 0) return;
  const left = new Set<string>();
  r.tokens.forEach((_, i) => {
    if (!r.used[i] && mayName(r, i)) for (const name of namesAt(r, i)) left.add(name);
  });
  if (left.size === 0) return;
  for (const table of r.mentioned)
    for (const { folded, bases } of columnsOfTable(table))
      for (const base of bases)
        if (left.has(folded) && !r.access.reads.has(base)) r.access.unresolved.add(base);
}
