/** Commands of ALTER TABLE that name no column's data and no constraint: storage, owner, triggers, row security. */
import type { AlterTableCmd } from 'libpg-query';
import { columnTarget, type JudgeCommand, tableTarget } from './altering.ts';
import { all, as } from './ast.ts';
import { addEffect } from './draft.ts';
import { columnName, sqlName } from './identify.ts';
import { findColumn } from './known-table.ts';
import type { OperationId } from './operations.ts';

type Subtype = NonNullable<AlterTableCmd['subtype']>;

const onTable =
  (row: OperationId): JudgeCommand =>
  (_, at) =>
    void addEffect(at.session, at.out, row, tableTarget(at));

const onColumn =
  (row: OperationId): JudgeCommand =>
  (command, at) =>
    void addEffect(at.session, at.out, row, columnTarget(at, command.name ?? ''));

const statistics: JudgeCommand = (command, at) => {
  const { locks: _, ...target } = columnTarget(at, command.name ?? '');
  addEffect(at.session, at.out, 'set-column-statistics', target);
};

const disableTrigger: JudgeCommand = (command, at) => {
  const which =
    command.subtype === 'AT_DisableTrig'
      ? command.name
      : command.subtype === 'AT_DisableTrigUser'
        ? 'USER'
        : 'ALL';
  at.out.disablesTriggers = `DISABLE TRIGGER ${which ?? 'ALL'} on ${sqlName(at.table)}`;
  addEffect(at.session, at.out, 'disable-trigger', tableTarget(at));
};

const disableRule: JudgeCommand = (command, at) => {
  at.out.disablesTriggers = `DISABLE RULE ${command.name ?? ''} on ${sqlName(at.table)}`;
  addEffect(at.session, at.out, 'disable-rule', tableTarget(at));
};

const storage = onColumn('set-column-storage');

/** How the parser writes ALWAYS: the letter that the catalog keeps. */
const ALWAYS = 'a'.charCodeAt(0);

/** RESTART and the like write the column's sequence anew; ALWAYS and BY DEFAULT do not. */
const identity: JudgeCommand = (command, at) => {
  const options = all(as(command.def, 'List')?.items, 'DefElem');
  const [object] =
    Object.entries(at.session.catalog.sequences).find(
      ([, { ownedBy }]) => ownedBy === columnName(at.table, command.name ?? ''),
    ) ?? [];
  const changes = options.filter(({ defname }) => defname !== 'generated');
  const generated = as(options.find(({ defname }) => defname === 'generated')?.arg, 'Integer')?.ival;
  onColumn(generated === ALWAYS ? 'set-identity-always' : 'set-column-storage')(command, at);
  if (changes.length === 0) return;
  const row = changes.some(({ defname }) => defname === 'restart') ? 'restart-sequence' : 'alter-sequence';
  addEffect(at.session, at.out, row, {
    object: object ?? columnName(at.table, command.name ?? ''),
    objectKind: object ? 'sequence' : 'column',
    table: object ? null : at.table,
  });
};

const expression: JudgeCommand = (command, at) => {
  const known = findColumn(at.session, at.table, command.name ?? '');
  const row = known?.generated === 'virtual' ? 'set-virtual-expression' : 'set-expression';
  onColumn(row)(command, at);
};

const attribute = onTable('alter-table-attribute');
const parameters = onTable('set-storage-parameters');
const clustering = onTable('set-clustering');
const rewrite = onTable('rewrite-table');
const enable = onTable('enable-trigger');
const relax = onTable('disable-row-security');
const restrict = onTable('enable-row-security');

export const attributeCommands: Partial<Record<Subtype, JudgeCommand>> = {
  AT_SetStatistics: statistics,
  AT_SetOptions: statistics,
  AT_ResetOptions: statistics,
  AT_SetStorage: storage,
  AT_SetCompression: storage,
  AT_AlterColumnGenericOptions: storage,
  AT_SetIdentity: identity,
  AT_SetExpression: expression,
  AT_ChangeOwner: attribute,
  AT_ReplicaIdentity: attribute,
  AT_DropOids: attribute,
  AT_AddOf: attribute,
  AT_DropOf: attribute,
  AT_GenericOptions: attribute,
  AT_EnableRule: attribute,
  AT_EnableAlwaysRule: attribute,
  AT_EnableReplicaRule: attribute,
  AT_DisableRule: disableRule,
  AT_ClusterOn: clustering,
  AT_DropCluster: clustering,
  AT_SetRelOptions: parameters,
  AT_ResetRelOptions: parameters,
  AT_ReplaceRelOptions: parameters,
  AT_SetLogged: rewrite,
  AT_SetUnLogged: rewrite,
  AT_SetTableSpace: rewrite,
  AT_SetAccessMethod: rewrite,
  AT_EnableTrig: enable,
  AT_EnableAlwaysTrig: enable,
  AT_EnableReplicaTrig: enable,
  AT_EnableTrigAll: enable,
  AT_EnableTrigUser: enable,
  AT_DisableTrig: disableTrigger,
  AT_DisableTrigAll: disableTrigger,
  AT_DisableTrigUser: disableTrigger,
  AT_EnableRowSecurity: restrict,
  AT_ForceRowSecurity: restrict,
  AT_DisableRowSecurity: relax,
  AT_NoForceRowSecurity: relax,
};
