/** ALTER TABLE … ATTACH and DETACH PARTITION, INHERIT and NO INHERIT. */
import type { ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup, store } from '../catalog.ts';
import type { Altering, JudgeCommand } from './altering.ts';
import { as } from './ast.ts';
import { addEffect, type Target } from './draft.ts';
import { constraintName } from './generated-names.ts';
import { partsOf, tableOf } from './identify.ts';
import { ensureTable, linkedTables } from './known-table.ts';
import { boundConditions, keepsBounds } from './partition-bounds.ts';

function childTarget(at: Altering, child: ObjectName, conditions: string[] | null = null): Target {
  const spare = lookup(at.session.catalog.tables, at.table)?.defaultPartition;
  const constraint = quoteIdentifier(`${partsOf(at.session, child).own}_bounds`);
  return {
    object: child,
    objectKind: 'table',
    table: child,
    others: [at.table],
    words: { constraint, definition: conditions?.join(' AND ') || '…', partitions: spare ? [spare] : [] },
  };
}

/** A default partition is locked and read like the new one, until a check on it shows that it has no such rows. */
function defaultLock(at: Altering): Target['locks'] {
  const known = lookup(at.session.catalog.tables, at.table)?.defaultPartition;
  return known ? [{ object: known, mode: 'ACCESS EXCLUSIVE' }] : [];
}

/** A check on the child may prove the bounds, but which bounds cannot be told from the catalog: a fresh table is the sure case. */
export const attachPartition: JudgeCommand = (command, at) => {
  const definition = as(command.def, 'PartitionCmd');
  if (!definition?.name) return;
  const child = tableOf(at.session, definition.name);
  const locks = [...(defaultLock(at) ?? [])];
  const parent = lookup(at.session.catalog.tables, at.table);
  const proven =
    at.session.fresh.has(child) || keepsBounds(at.session, child, parent?.partitionKey, definition.bound);
  const reads = !proven || (locks.length > 0 && !at.session.fresh.has(at.table));
  const conditions = boundConditions(parent?.partitionKey, definition.bound);
  const target = childTarget(at, child, conditions);
  addEffect(at.session, at.out, reads ? 'attach-partition' : 'attach-proven-partition', { ...target, locks });
  const entry = ensureTable(at.session, child);
  entry.parents = [at.table];
  entry.partitioned = true;
  const owner = parent ?? ensureTable(at.session, at.table);
  owner.partitioned = true;
  if (definition.bound?.is_default) owner.defaultPartition = child;
  else owner.defaultPartition ??= null;
};

export const detachPartition: JudgeCommand = (command, at) => {
  const definition = as(command.def, 'PartitionCmd');
  if (!definition?.name) return;
  const child = tableOf(at.session, definition.name);
  const concurrently = definition.concurrent === true || command.subtype === 'AT_DetachPartitionFinalize';
  if (definition.concurrent) at.out.forbidsTransaction = 'DETACH PARTITION CONCURRENTLY';
  const target = childTarget(at, child);
  const locks = concurrently ? [] : [...(defaultLock(at) ?? [])];
  const linked = concurrently ? [] : linkedTables(at.session, at.table, true);
  const row = concurrently ? 'detach-partition-concurrently' : 'detach-partition';
  addEffect(at.session, at.out, row, {
    ...target,
    locks,
    others: [at.table, ...linked.filter((name) => name !== child)],
  });
  const entry = ensureTable(at.session, child);
  entry.parents = entry.parents.filter((name) => name !== at.table);
  if (definition.concurrent) keepBoundsAsCheck(at, child);
  const parent = lookup(at.session.catalog.tables, at.table);
  if (parent?.defaultPartition === child) parent.defaultPartition = null;
};

/** Detached concurrently, the bounds stay behind as a check. */
function keepBoundsAsCheck({ session, table }: Altering, child: ObjectName): void {
  const key = lookup(session.catalog.tables, table)?.partitionKey;
  if (!key) return;
  const name = constraintName(session, child, key.length === 1 ? key : [], 'check');
  const check = {
    kind: 'check',
    columns: key,
    provesNotNull: [],
    validated: true,
    references: null,
  } as const;
  store(ensureTable(session, child).constraints, name, { ...check, columns: [...key], provesNotNull: [] });
}

export const addInheritance: JudgeCommand = (command, at) => {
  const parent = tableOf(at.session, as(command.def, 'RangeVar'));
  addEffect(at.session, at.out, 'inherit', {
    object: at.table,
    objectKind: 'table',
    table: at.table,
    others: [parent],
  });
  const entry = ensureTable(at.session, at.table);
  entry.parents = [...entry.parents, parent];
  entry.partitioned = true;
  ensureTable(at.session, parent).partitioned = true;
};

export const endInheritance: JudgeCommand = (command, at) => {
  const parent = tableOf(at.session, as(command.def, 'RangeVar'));
  addEffect(at.session, at.out, 'end-inheritance', {
    object: at.table,
    objectKind: 'table',
    table: at.table,
    others: [parent],
  });
  const entry = ensureTable(at.session, at.table);
  entry.parents = entry.parents.filter((name) => name !== parent);
};
