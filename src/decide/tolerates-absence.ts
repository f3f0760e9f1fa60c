/** Once nothing writes the old column, an insert must be able to leave it out. */
import type { CatalogColumn, Effect, Finding, MigrationSet, ObjectName } from '../model.ts';
import { parseObject } from '../names.ts';
import type { Move } from './moves.ts';
import type { Content } from './presence.ts';
import { finding } from './rule.ts';
import { effectsOf } from './schema.ts';

/** DROP NOT NULL or SET DEFAULT on the very column. */
function relaxes(effect: Effect, object: ObjectName): boolean {
  return (
    effect.object === object &&
    (effect.kind === 'relaxes' || /default/.test(effect.operation)) &&
    effect.phase === 'expand'
  );
}

/** null: it is no column; undefined: it is one that nobody saw being made. */
function columnOf(set: MigrationSet, object: ObjectName): CatalogColumn | undefined | null {
  const { engine, defaultSchema } = set.database;
  const parsed = parseObject(object, engine, defaultSchema);
  if (parsed?.kind !== 'column') return null;
  const table = object.slice(0, object.lastIndexOf('.'));
  const name = parsed.path.at(-1) ?? '';
  return set.catalog.tables[table]?.columns[name];
}

/** What of the change's old columns is in the way of leaving them out, and the migrations that took it out of the way. */
export function judgeAbsence(
  rule: string,
  { change, set, phase, start }: Move,
): { findings: Finding[]; relaxing: { object: ObjectName; migrations: Content[] }[] } {
  const findings: Finding[] = [];
  const relaxing: { object: ObjectName; migrations: Content[] }[] = [];
  const at = { ...start, change: change.id, phase, limit: 'nullable or with a default' };
  for (const object of change.removes) {
    const column = columnOf(set, object);
    if (column === undefined) {
      const message = `whether an insert may leave out ${object} is not known: no migration on the base makes it.`;
      findings.push(finding(rule, { ...at, status: 'warn', message }));
    } else if (column?.notNull && !column.defaulted) {
      const [table, name] = [
        object.slice(0, object.lastIndexOf('.')),
        object.slice(object.lastIndexOf('.') + 1),
      ];
      findings.push(
        finding(rule, {
          ...at,
          status: 'block',
          message: `${object} is NOT NULL and has no default: once nothing writes it, every insert fails.`,
          short: `${object} is NOT NULL and has no default`,
          why: 'code that stops writing a column leaves it out of its inserts.',
          seen: 'NOT NULL, no default',
          next: `First merge and deploy: ALTER TABLE ${table} ALTER COLUMN ${name} DROP NOT NULL;`,
        }),
      );
    } else if (column) {
      const found = effectsOf(set.base).filter(({ effect }) => relaxes(effect, object));
      const migrations = [...new Set(found.map(({ migration }) => migration))];
      if (migrations.length > 0) relaxing.push({ object, migrations });
    }
  }
  return { findings, relaxing };
}
