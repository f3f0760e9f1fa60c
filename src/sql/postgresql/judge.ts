/** One parsed statement: judged by its row of the table, and applied to the catalog. */
import type { Node } from 'libpg-query';
import { as, type Kinds, pathOf, strings } from './ast.ts';
import { addEffect, emptyJudged } from './draft.ts';
import { uncommittedValues } from './enum-values.ts';
import { findRelation, tableOf } from './identify.ts';
import { judgeComment, judgeGrant, judgePolicy } from './judge-access.ts';
import { judgeAlterTable } from './judge-alter-table.ts';
import { judgeCreateTable } from './judge-create-table.ts';
import {
  judgeCopy,
  judgeDelete,
  judgeInsert,
  judgeMerge,
  judgeTruncate,
  judgeUpdate,
  judgeWith,
} from './judge-data.ts';
import { judgeAlterDomain, judgeCreateDomain } from './judge-domains.ts';
import { judgeDrop } from './judge-drop.ts';
import { judgeAlterFunction, judgeCreateFunction, judgeCreateTrigger, judgeRule } from './judge-functions.ts';
import { judgeCreateIndex, judgeReindex } from './judge-indexes.ts';
import { judgeCluster, judgeLock, judgeSet, judgeVacuum } from './judge-maintenance.ts';
import { judgeExtension, judgeOther, judgeOwner, judgeSchema, judgeServer } from './judge-others.ts';
import { judgeRename, judgeSetSchema } from './judge-rename.ts';
import { judgeRunLater } from './judge-run-later.ts';
import { isSystem, judgeCall, judgeCalls, judgeSelect, judgeSetOff, runsQuery } from './judge-select.ts';
import { judgeAlterSequence, judgeCreateSequence } from './judge-sequences.ts';
import {
  judgeAlterEnum,
  judgeCompositeType,
  judgeCreateEnum,
  judgeCreateRange,
  judgeOtherType,
} from './judge-types.ts';
import { judgeCreateAs, judgeCreateView, judgeRefresh, relationsIn } from './judge-views.ts';
import { keepMentions } from './mentions.ts';
import type { Judged, Session } from './session.ts';
import { endTemporaries } from './temporary.ts';

type Judges = { [K in keyof Kinds]?: (statement: Kinds[K], session: Session, out: Judged) => void };

/** A statement that writes rows: what WITH writes, what it writes itself, what its functions do, and what it sets off. */
function writing<K extends 'InsertStmt' | 'UpdateStmt' | 'DeleteStmt' | 'MergeStmt'>(
  judge: (statement: Kinds[K], session: Session, out: Judged) => void,
): (statement: Kinds[K], session: Session, out: Judged) => void {
  return (statement, session, out) => {
    judgeWith(statement.withClause, (node) => judgeNode(node, session, out));
    judge(statement, session, out);
    judgeCalls(statement, session, out, 'write');
    const table = tableOf(session, statement.relation);
    if (isSystem(session, table))
      addEffect(session, out, 'write-system-catalog', { object: table, objectKind: 'table', table });
    judgeSetOff(session, out, [table, ...relationsIn(session, statement)]);
  };
}

/** What a query inside another statement does beside reading: rows written in its WITH, or by RETURNING; what was prepared. */
function judgeInQuery(query: Node | undefined, session: Session, out: Judged): void {
  const select = as(query, 'SelectStmt');
  if (select) judgeWith(select.withClause, (node) => judgeNode(node, session, out));
  else if (query) judgeNode(query, session, out);
}

const judges: Judges = {
  AlterTableStmt: judgeAlterTable,
  CreateStmt: judgeCreateTable,
  CreateForeignTableStmt: (statement, session, out) => judgeCreateTable(statement.base ?? {}, session, out),
  CreateTableAsStmt: (statement, session, out) => {
    judgeCreateAs(statement, session, out);
    judgeInQuery(statement.query, session, out);
    judgeCalls(statement.query, session, out, 'write');
    judgeSetOff(session, out, relationsIn(session, statement.query));
  },
  DropStmt: judgeDrop,
  RenameStmt: judgeRename,
  AlterObjectSchemaStmt: judgeSetSchema,
  IndexStmt: judgeCreateIndex,
  ReindexStmt: judgeReindex,
  ViewStmt: judgeCreateView,
  RefreshMatViewStmt: (statement, session, out) => {
    judgeRefresh(statement, session, out);
    judgeSetOff(session, out, [findRelation(session, statement.relation, 'view').name]);
  },
  CreateEnumStmt: judgeCreateEnum,
  CreateRangeStmt: judgeCreateRange,
  CreateDomainStmt: judgeCreateDomain,
  CompositeTypeStmt: judgeCompositeType,
  AlterEnumStmt: judgeAlterEnum,
  AlterDomainStmt: judgeAlterDomain,
  CreateSeqStmt: judgeCreateSequence,
  AlterSeqStmt: judgeAlterSequence,
  CreateFunctionStmt: judgeCreateFunction,
  AlterFunctionStmt: judgeAlterFunction,
  CreateTrigStmt: judgeCreateTrigger,
  RuleStmt: judgeRule,
  CreatePolicyStmt: judgePolicy,
  AlterPolicyStmt: judgePolicy,
  GrantStmt: judgeGrant,
  AlterDefaultPrivilegesStmt: (statement, session, out) =>
    judgeGrant({ ...statement.action, objects: [] }, session, out),
  CommentStmt: judgeComment,
  CreateSchemaStmt: (statement, session, out) => judgeSchema(statement, session, out, judgeNode),
  CreateExtensionStmt: judgeExtension,
  DefineStmt: (statement, session, out) => {
    if (statement.kind === 'OBJECT_TYPE') judgeOtherType(strings(statement.defnames), session, out);
    else judgeOther('DefineStmt', strings(statement.defnames), session, out);
  },
  AlterOwnerStmt: (statement, session, out) => judgeOwner(pathOf(statement.object), session, out),
  InsertStmt: writing(judgeInsert),
  UpdateStmt: writing(judgeUpdate),
  DeleteStmt: writing(judgeDelete),
  MergeStmt: writing(judgeMerge),
  SelectStmt: (statement, session, out) => {
    judgeWith(statement.withClause, (node) => judgeNode(node, session, out));
    judgeSelect(statement, session, out);
  },
  TruncateStmt: judgeTruncate,
  CopyStmt: (statement, session, out) => {
    judgeCopy(statement, session, out);
    judgeInQuery(statement.query, session, out);
    judgeCalls(statement.query, session, out, 'query');
    const named = statement.relation ? [tableOf(session, statement.relation)] : [];
    judgeSetOff(session, out, [...named, ...relationsIn(session, statement.query)]);
  },
  DeclareCursorStmt: (statement, session, out) => {
    judgeServer('DeclareCursorStmt', statement, session, out);
    judgeCalls(statement.query, session, out, 'query');
    judgeSetOff(session, out, relationsIn(session, statement.query));
  },
  CallStmt: judgeCall,
  DiscardStmt: (statement, session, out) => {
    judgeServer('DiscardStmt', statement, session, out);
    if (statement.target === 'DISCARD_ALL' || statement.target === 'DISCARD_TEMP')
      endTemporaries(session, 'session');
  },
  ExplainStmt: (statement, session, out) => {
    if (statement.query && runsQuery(statement.options)) judgeNode(statement.query, session, out);
    else addEffect(session, out, 'change-session', { object: 'EXPLAIN', objectKind: 'other', table: null });
  },
  ExecuteStmt: (_, session, out) => {
    addEffect(session, out, 'execute-prepared', { object: 'EXECUTE', objectKind: 'other', table: null });
  },
  VacuumStmt: judgeVacuum,
  ClusterStmt: judgeCluster,
  LockStmt: judgeLock,
  VariableSetStmt: judgeSet,
};

/** Anything under its own row, or told as what nobody knows. */
function judgeNode(node: object, session: Session, out: Judged): void {
  for (const [kind, statement] of Object.entries(node)) {
    const judge = (
      judges as Record<string, ((statement: unknown, session: Session, out: Judged) => void) | undefined>
    )[kind];
    if (judge && Object.hasOwn(judges, kind)) judge(statement, session, out);
    else judgeServer(kind, statement, session, out);
    judgeRunLater(kind, statement, session, out);
  }
}

function unknown(node: { [nodeType: string]: unknown }, session: Session): Judged {
  const out = emptyJudged();
  session.catalog.incomplete = true;
  addEffect(session, out, 'unknown-statement', {
    object: Object.keys(node)[0] ?? 'statement',
    objectKind: 'other',
    table: null,
  });
  return out;
}

/**
 * What a statement does to each object that it touches, by engine version and by what the catalog knows; the session's
 * catalog is as the statement leaves it. `node` is libpg_query's `stmt.stmt`. Never throws: a statement that nobody knows
 * is one effect of kind `unknown`.
 */
export function judgeStatement(node: { [nodeType: string]: unknown }, session: Session): Judged {
  try {
    const out = emptyJudged();
    keepMentions(session, node);
    out.uncommittedEnumValues = uncommittedValues(node, session);
    judgeNode(node, session, out);
    return out.effects.length > 0 ? out : unknown(node, session);
  } catch {
    return unknown(node, session);
  }
}
