/** In which order the definitions can be read: what is used comes before who uses it. */
import type { Definition } from './scope.ts';

/** Both sides as `class:oid`; a view stands for its rule, a table for its defaults, rows and checks. */
const side = (classid: string, objid: string): string => `CASE ${classid}
    WHEN 'pg_class'::regclass THEN 'relation:' || ${objid}
    WHEN 'pg_proc'::regclass THEN 'function:' || ${objid}
    WHEN 'pg_rewrite'::regclass THEN (SELECT 'relation:' || ev_class FROM pg_rewrite WHERE oid = ${objid})
    WHEN 'pg_attrdef'::regclass THEN (SELECT 'relation:' || adrelid FROM pg_attrdef WHERE oid = ${objid})
    WHEN 'pg_constraint'::regclass THEN (SELECT CASE WHEN conrelid <> 0 THEN 'relation:' || conrelid ELSE 'type:' || contypid END FROM pg_constraint WHERE oid = ${objid} AND contype = 'c')
    WHEN 'pg_type'::regclass THEN (SELECT CASE WHEN own.typrelid <> 0 THEN 'relation:' || own.typrelid WHEN item.typrelid <> 0 THEN 'relation:' || item.typrelid
        WHEN item.oid IS NOT NULL THEN 'type:' || item.oid ELSE 'type:' || own.oid END
      FROM pg_type own LEFT JOIN pg_type item ON item.typarray = own.oid WHERE own.oid = ${objid}) END`;

/** Objects that the server was made with (below 16384) are there already. A sequence is not made by the table that owns it. */
export const dependencyQuery = `SELECT DISTINCT ${side('d.classid', 'd.objid')} AS item, ${side('d.refclassid', 'd.refobjid')} AS needs
  FROM pg_depend d WHERE d.refobjid >= 16384 AND d.objid >= 16384 AND d.deptype IN ('n', 'a', 'i') AND NOT (d.classid = 'pg_class'::regclass AND d.deptype = 'a')
   AND d.classid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_rewrite'::regclass, 'pg_attrdef'::regclass, 'pg_constraint'::regclass, 'pg_type'::regclass)
   AND d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)`;

const keyOf = ({ class: kind, oid }: Definition): string => (kind === '' ? '' : `${kind}:${oid}`);

/**
 * The definitions in such an order, by stage and oid where it does not matter. Objects that need each other (a table whose
 * default calls a function of its own rows) stay in the order of their stages. No recursion: chains may be long.
 */
export function orderDefinitions(
  definitions: readonly Definition[],
  needs: ReadonlyMap<string, readonly string[]>,
): Definition[] {
  const known = new Map(definitions.map((one) => [keyOf(one), one]));
  const ordered: Definition[] = [];
  const seen = new Set<Definition>();
  const needed = (one: Definition): Definition[] =>
    (needs.get(keyOf(one)) ?? []).flatMap((key) => known.get(key) ?? []).sort(compareDefinitions);
  for (const root of [...definitions].sort(compareDefinitions)) {
    if (seen.has(root)) continue;
    seen.add(root);
    const path = [{ one: root, left: needed(root) }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.left.shift();
      if (!next) {
        ordered.push(top.one);
        path.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        path.push({ one: next, left: needed(next) });
      }
    }
  }
  return ordered;
}

function compareDefinitions(a: Definition, b: Definition): number {
  return a.stage - b.stage || a.oid - b.oid || (a.ddl < b.ddl ? -1 : a.ddl > b.ddl ? 1 : 0);
}
