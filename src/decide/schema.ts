/** What the repository's migrations say of an object: who made it, who removed it, whether it stands. */
import type { Effect, Migration, MigrationSet, ObjectName } from '../model.ts';
import { isPartOf, parseObject } from '../names.ts';

interface MigrationEffect {
  migration: Migration;
  effect: Effect;
}

/** A base has thousands of effects, and every object is looked for among them. */
const flattened = new WeakMap<readonly Migration[], MigrationEffect[]>();

/** Every effect of migrations, each with the migration that has it. */
export function effectsOf(migrations: readonly Migration[]): MigrationEffect[] {
  const known = flattened.get(migrations);
  if (known) return known;
  const effects = migrations.flatMap((migration) =>
    migration.read.statements.flatMap((statement) =>
      statement.effects.map((effect) => ({ migration, effect })),
    ),
  );
  flattened.set(migrations, effects);
  return effects;
}

/** The whole name that a rename gives: the new one comes bare. */
export function nameAfter({ object, after }: Effect): ObjectName | null {
  if (after === undefined || after === '') return null;
  return /[.:]/.test(after) ? after : object.replace(/[^.:]*$/, () => after);
}

/** Whether an effect brings the object into being: itself, or the table that it comes with. */
export function addsObject(effect: Effect, object: ObjectName): boolean {
  if (effect.kind === 'renames') {
    const name = nameAfter(effect);
    return name !== null && isPartOf(object, name);
  }
  if (effect.kind !== 'adds' && effect.kind !== 'indexes' && effect.kind !== 'constrains') return false;
  return effect.object === object || (effect.kind === 'adds' && isPartOf(object, effect.object));
}

/** Whether an effect takes the object away: itself, or the table that it goes with. */
export function removesObject(effect: Effect, object: ObjectName): boolean {
  return (effect.kind === 'removes' || effect.kind === 'renames') && isPartOf(object, effect.object);
}

/** Where the catalog says that a table or column was made; null: it is no table or column, or not there. */
function placeInCatalog(set: MigrationSet, object: ObjectName): string | null {
  const table = set.catalog.tables[object];
  if (table) return table.place.path;
  const parsed = parseObject(object, set.database.engine, set.database.defaultSchema);
  const column = parsed?.kind === 'column' ? parsed.path.at(-1) : undefined;
  if (column === undefined) return null;
  const owners = Object.entries(set.catalog.tables).filter(([name]) => object.startsWith(`${name}.`));
  const owner = owners.sort(([a], [b]) => b.length - a.length)[0];
  return owner?.[1].columns[column]?.place.path ?? null;
}

/** Whether what was made whole is known to be without this part: its making then says nothing of the part. */
function lacks(set: MigrationSet, whole: ObjectName, part: ObjectName): boolean {
  const parsed = whole === part ? null : parseObject(part, set.database.engine, set.database.defaultSchema);
  const name = parsed?.path.at(-1);
  if (!parsed || name === undefined) return false;
  if (parsed.kind === 'value') return set.catalog.types[whole]?.values.includes(name) === false;
  const table = set.catalog.tables[whole];
  // A table from a query that could not be resolved stands without columns.
  if (!table || Object.keys(table.columns).length === 0) return false;
  const { columns, constraints, triggers, policies } = table;
  const parts = { column: columns, constraint: constraints, trigger: triggers, policy: policies }[
    parsed.kind as string
  ];
  return parts !== undefined && !Object.hasOwn(parts, name);
}

/** Few of thousands of effects, and looked for by each object that a decision speaks of. */
const renames = new WeakMap<readonly Migration[], MigrationEffect[]>();

function renamesOf(migrations: readonly Migration[]): MigrationEffect[] {
  const known =
    renames.get(migrations) ?? effectsOf(migrations).filter(({ effect }) => effect.kind === 'renames');
  renames.set(migrations, known);
  return known;
}

/** Migrations of the base that the object's existence rests on: the last that made it. Empty: nobody on the base made it. */
export function makersOf(set: MigrationSet, object: ObjectName): Migration[] {
  const path = placeInCatalog(set, object);
  // The catalog keeps the place of what was renamed later: the name then rests on the rename.
  const placed = set.base.findLastIndex((migration) => migration.path === path);
  const rename = renamesOf(set.base).findLast(({ effect }) => addsObject(effect, object));
  const renamed = rename ? set.base.indexOf(rename.migration) : -1;
  const maker = placed < 0 ? undefined : set.base[Math.max(placed, renamed)];
  return maker ? [maker] : lastMaker(set, object);
}

/** From what statements did, where the catalog has no place for it. */
function lastMaker(set: MigrationSet, object: ObjectName): Migration[] {
  const all = effectsOf(set.base);
  const made = all.findLastIndex(
    ({ effect }) =>
      addsObject(effect, object) && (effect.kind === 'renames' || !lacks(set, effect.object, object)),
  );
  const gone = all.findLastIndex(({ effect }) => removesObject(effect, object));
  const last = all[made];
  return last && made > gone ? [last.migration] : [];
}

/** Migrations of the base that removed the object and after which nothing made it again. */
export function removersOf(set: MigrationSet, object: ObjectName): Migration[] {
  if (makersOf(set, object).length > 0) return [];
  const removed = effectsOf(set.base).filter(({ effect }) => removesObject(effect, object));
  return removed.slice(-1).map(({ migration }) => migration);
}

/** Plain column names that a constraint or index stands on, from the schema after or before the pull request. */
export function columnsUnder(set: MigrationSet, effect: Effect): ObjectName[] {
  if (effect.columns) return effect.columns;
  const table = effect.table;
  if (table === null) return [];
  const name = effect.object.slice(effect.object.lastIndexOf('.') + 1).replace(/^index:/, '');
  for (const catalog of [set.after, set.catalog]) {
    const columns =
      effect.objectKind === 'index'
        ? catalog.indexes[effect.object]?.columns
        : catalog.tables[table]?.constraints[name.replace(/^"|"$/g, '')]?.columns;
    if (columns) return columns.map((column) => `${table}.${column}`);
  }
  return [];
}
