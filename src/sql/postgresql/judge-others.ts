/** Schemas, extensions, and the many statements that touch neither tables nor rows. */
import type {
  CreateExtensionStmt,
  CreateSchemaStmt,
  CreateSubscriptionStmt,
  DiscardStmt,
  Node,
  RangeVar,
} from 'libpg-query';
import { quoteIdentifier } from '../../names.ts';
import { all, isOn, option, strings } from './ast.ts';
import { addEffect, lockOn } from './draft.ts';
import { tableOf } from './identify.ts';
import type { OperationId } from './operations.ts';
import type { Judged, Session } from './session.ts';

export function judgeSchema(
  statement: CreateSchemaStmt,
  session: Session,
  out: Judged,
  judge: (node: Node, session: Session, out: Judged) => void,
): void {
  // AUTHORIZATION alone: the schema is called as its owner.
  const name = statement.schemaname ?? statement.authrole?.rolename ?? '';
  const known = session.catalog.schemas.includes(name);
  const object = `schema:${quoteIdentifier(name)}`;
  addEffect(session, out, statement.if_not_exists && known ? 'already-there' : 'create-object', {
    object,
    objectKind: 'schema',
    table: null,
  });
  if (!known) session.catalog.schemas.push(name);
  const inside = { ...session, searchPath: [name, ...session.searchPath] };
  for (const element of statement.schemaElts ?? []) judge(element, inside, out);
}

export function judgeExtension(statement: CreateExtensionStmt, session: Session, out: Judged): void {
  const object = `extension:${quoteIdentifier(statement.extname ?? '')}`;
  addEffect(session, out, 'create-object', { object, objectKind: 'extension', table: null });
}

export function judgeOther(kind: string, path: string[], session: Session, out: Judged): void {
  const object = path.map(quoteIdentifier).join('.') || kind;
  addEffect(session, out, 'create-object', { object, objectKind: 'other', table: null });
}

export function judgeOwner(path: string[], session: Session, out: Judged): void {
  addEffect(session, out, 'alter-object', {
    object: path.map(quoteIdentifier).join('.'),
    objectKind: 'other',
    table: null,
  });
}

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Each node type that needs no look at its inside, with its row. */
const ROWS: Record<string, OperationId> = Object.fromEntries([
  ...words(`VariableShowStmt DiscardStmt TransactionStmt PrepareStmt DeallocateStmt DeclareCursorStmt ClosePortalStmt FetchStmt
    NotifyStmt ListenStmt UnlistenStmt CheckPointStmt LoadStmt ConstraintsSetStmt`).map((kind) => [
    kind,
    'change-session',
  ]),
  ...words(`CreateRoleStmt AlterRoleStmt AlterRoleSetStmt DropRoleStmt GrantRoleStmt ReassignOwnedStmt AlterDatabaseStmt
    AlterDatabaseSetStmt AlterDatabaseRefreshCollStmt AlterSystemStmt CreatedbStmt CreateTableSpaceStmt
    DropTableSpaceStmt AlterTableSpaceOptionsStmt CreatePublicationStmt AlterPublicationStmt CreateSubscriptionStmt
    AlterSubscriptionStmt DropSubscriptionStmt CreateUserMappingStmt AlterUserMappingStmt DropUserMappingStmt
    CreateForeignServerStmt AlterForeignServerStmt CreateFdwStmt AlterFdwStmt SecLabelStmt`).map((kind) => [
    kind,
    'change-server',
  ]),
  ...words(`CreateCastStmt CreateConversionStmt CreateOpClassStmt CreateOpFamilyStmt CreatePLangStmt CreateAmStmt
    CreateTransformStmt CreateStatsStmt CreateEventTrigStmt`).map((kind) => [kind, 'create-object']),
  ...words(`AlterStatsStmt AlterOperatorStmt AlterTypeStmt AlterOpFamilyStmt AlterTSConfigurationStmt AlterTSDictionaryStmt
    AlterCollationStmt AlterObjectDependsStmt AlterEventTrigStmt AlterExtensionContentsStmt`).map((kind) => [
    kind,
    'alter-object',
  ]),
  ['AlterExtensionStmt', 'alter-extension'],
  ['AlterTableMoveAllStmt', 'rewrite-table'],
  ['DropdbStmt', 'drop-database'],
]) as Record<string, OperationId>;

const ALONE: Record<string, string> = {
  CreatedbStmt: 'CREATE DATABASE',
  DropdbStmt: 'DROP DATABASE',
  CreateTableSpaceStmt: 'CREATE TABLESPACE',
  DropTableSpaceStmt: 'DROP TABLESPACE',
  AlterSystemStmt: 'ALTER SYSTEM',
};

/** Where an option decides: DISCARD ALL, and a subscription that makes its slot. */
function runsAlone(kind: string, statement: unknown): string | null {
  if (kind === 'DiscardStmt' && (statement as DiscardStmt).target === 'DISCARD_ALL') return 'DISCARD ALL';
  if (kind === 'CreateSubscriptionStmt') {
    const { options } = statement as CreateSubscriptionStmt;
    const said = (word: string): boolean => option(options, word) === undefined || isOn(options, word);
    return said('create_slot') && said('connect') ? 'CREATE SUBSCRIPTION' : null;
  }
  return Object.hasOwn(ALONE, kind) ? (ALONE[kind] ?? null) : null;
}

const NAMES = ['dbname', 'extname', 'role', 'pubname', 'subname', 'servername', 'trigname', 'tablespacename'];

/** The name that the statement says, or its kind. */
function nameIn(kind: string, statement: unknown): string {
  const fields = statement as Record<string, unknown>;
  const { defnames } = statement as { defnames?: Node[] };
  if (defnames) return strings(defnames).map(quoteIdentifier).join('.');
  const named = NAMES.map((field) => fields[field]).find((name) => typeof name === 'string');
  return typeof named === 'string' ? quoteIdentifier(named) : kind.replace(/Stmt$/, '');
}

/** Tables that a publication or statistics are made of: locked weakly. */
function tablesIn(statement: unknown): RangeVar[] {
  const { pubobjects, relations } = statement as { pubobjects?: Node[]; relations?: Node[] };
  const published = all(pubobjects, 'PublicationObjSpec').flatMap(({ pubtable }) => pubtable?.relation ?? []);
  return [...published, ...all(relations, 'RangeVar')];
}

/** Statements that the row alone tells all about; one without a row is unknown. */
export function judgeServer(kind: string, statement: unknown, session: Session, out: Judged): void {
  const row = Object.hasOwn(ROWS, kind) ? ROWS[kind] : undefined;
  out.forbidsTransaction ??= runsAlone(kind, statement);
  const isExtension = kind === 'AlterExtensionStmt';
  const object = isExtension ? `extension:${nameIn(kind, statement)}` : nameIn(kind, statement);
  addEffect(session, out, row ?? 'unknown-statement', {
    object,
    objectKind: isExtension ? 'extension' : 'other',
    table: null,
    locks: tablesIn(statement).map((range) =>
      lockOn(session, tableOf(session, range), 'SHARE UPDATE EXCLUSIVE'),
    ),
  });
  if (row === undefined) session.catalog.incomplete = true;
}
