/** CREATE INDEX, DROP INDEX, REINDEX. */
import type { IndexStmt, ReindexStmt } from 'libpg-query';
import type { CatalogIndex, ObjectName } from '../../model.ts';
import { quoteIdentifier } from '../../names.ts';
import { lookup, store } from '../catalog.ts';
import { all, isOn } from './ast.ts';
import { columnsIn } from './columns-in.ts';
import { addEffect, lockOn, type Target } from './draft.ts';
import { indexColumnNames, indexName } from './generated-names.ts';
import { columnName, findRelation, nameIn, partitionsOf, partsOf, sqlName, tableOf } from './identify.ts';
import type { OperationId } from './operations.ts';
import type { Judged, Session } from './session.ts';
import { showExpression } from './show-expression.ts';
import { indexSparesOldCode } from './spares-old-code.ts';
import { calledFunctions } from './volatility.ts';

function rowFor(statement: IndexStmt, onlyParent: boolean, refused: boolean): OperationId {
  if (refused)
    return statement.unique
      ? 'create-unique-index-concurrently-partitioned'
      : 'create-index-concurrently-partitioned';
  if (statement.unique && statement.concurrent) return 'create-unique-index-concurrently';
  if (statement.unique) return onlyParent ? 'create-unique-index-only' : 'create-unique-index';
  if (statement.concurrent) return 'create-index-concurrently';
  return onlyParent ? 'create-index-only' : 'create-index';
}

function describeIndex(session: Session, table: ObjectName, statement: IndexStmt): CatalogIndex {
  const elements = all(statement.indexParams, 'IndexElem');
  const included = all(statement.indexIncludingParams, 'IndexElem').flatMap(({ name }) => name ?? []);
  const expressions = elements.flatMap(({ expr }) => expr ?? []);
  const uses = calledFunctions(session, [expressions, statement.whereClause]);
  return {
    table,
    columns: elements.flatMap(({ name }) => name ?? []),
    alsoUses: [...new Set([...included, ...columnsIn([expressions, statement.whereClause])])],
    unique: statement.unique === true,
    constraint: null,
    ...(uses.length > 0 && { uses }),
  };
}

/** What stands behind `ON table`, for a statement to paste. */
function definitionOf(statement: IndexStmt): string {
  const elements = all(statement.indexParams, 'IndexElem').map(({ name, expr, ordering }) => {
    const column = name === undefined ? `(${showExpression(expr)})` : quoteIdentifier(name);
    return ordering === 'SORTBY_DESC' ? `${column} DESC` : column;
  });
  const method =
    statement.accessMethod && statement.accessMethod !== 'btree' ? ` USING ${statement.accessMethod}` : '';
  const included = all(statement.indexIncludingParams, 'IndexElem').flatMap(({ name }) =>
    name ? quoteIdentifier(name) : [],
  );
  const include = included.length > 0 ? ` INCLUDE (${included.join(', ')})` : '';
  const where = statement.whereClause ? ` WHERE ${showExpression(statement.whereClause)}` : '';
  return `${method} (${elements.join(', ')})${include}${where}`;
}

export function judgeCreateIndex(statement: IndexStmt, session: Session, out: Judged): void {
  const relation = findRelation(session, statement.relation);
  const table = relation.name;
  const names = [
    ...indexColumnNames(statement.indexParams),
    ...all(statement.indexIncludingParams, 'IndexElem').flatMap(({ name }) => name ?? []),
  ];
  const own = statement.idxname ?? indexName(session, table, names, 'idx');
  const name = nameIn(session, 'index', partsOf(session, table).schema, own);
  const index = describeIndex(session, table, statement);
  if (statement.concurrent) out.forbidsTransaction = 'CREATE INDEX CONCURRENTLY';
  out.hidesInvalidIndex = statement.concurrent === true && statement.if_not_exists === true;
  const onlyParent =
    statement.relation?.inh !== true && lookup(session.catalog.tables, table)?.partitioned === true;
  const parent = lookup(session.catalog.tables, table);
  const refused =
    statement.concurrent === true && parent?.defaultPartition !== undefined && parent.partitioned;
  const heirs = refused || !(onlyParent || statement.concurrent) ? partitionsOf(session.catalog, table) : [];
  const target: Target = {
    object: name,
    objectKind: 'index',
    table,
    columns: [...index.columns, ...index.alsoUses].map((column) => columnName(table, column)),
    words: {
      constraint: quoteIdentifier(own),
      definition: definitionOf(statement),
      partitions: heirs.map(sqlName),
    },
    sparesOldCode: indexSparesOldCode(session, table, statement),
    locks: refused ? [] : heirs.map((heir) => lockOn(session, heir, 'SHARE')),
  };
  if (refused) {
    addEffect(session, out, rowFor(statement, onlyParent, refused), target);
    return;
  }
  if (statement.if_not_exists && lookup(session.catalog.indexes, name)) {
    // The table is locked before the name is looked up.
    const mode = statement.concurrent ? 'SHARE UPDATE EXCLUSIVE' : 'SHARE';
    addEffect(session, out, 'already-there', { ...target, locks: [lockOn(session, table, mode)] });
    return;
  }
  addEffect(session, out, rowFor(statement, onlyParent, false), target);
  store(session.catalog.indexes, name, index);
  for (const heir of heirs) {
    const copy = nameIn(
      session,
      'index',
      partsOf(session, heir).schema,
      indexName(session, heir, names, 'idx'),
    );
    store(session.catalog.indexes, copy, { ...index, table: heir });
  }
}

const REINDEX_WORDS: Record<string, string> = {
  REINDEX_OBJECT_INDEX: 'INDEX',
  REINDEX_OBJECT_TABLE: 'TABLE',
  REINDEX_OBJECT_SCHEMA: 'SCHEMA',
  REINDEX_OBJECT_SYSTEM: 'SYSTEM',
  REINDEX_OBJECT_DATABASE: 'DATABASE',
};

function reindexTarget(statement: ReindexStmt, session: Session): Target {
  if (statement.kind === 'REINDEX_OBJECT_INDEX') {
    const { name } = findRelation(session, statement.relation, 'index');
    return {
      object: name,
      objectKind: 'index',
      table: lookup(session.catalog.indexes, name)?.table ?? null,
      others: [name],
    };
  }
  if (statement.kind === 'REINDEX_OBJECT_TABLE') {
    const table = tableOf(session, statement.relation);
    const indexes = Object.entries(session.catalog.indexes).filter(([, index]) => index.table === table);
    return { object: table, objectKind: 'table', table, others: indexes.map(([name]) => name) };
  }
  const isSchema = statement.kind === 'REINDEX_OBJECT_SCHEMA';
  const name = quoteIdentifier(statement.name ?? '');
  return {
    object: isSchema ? `schema:${name}` : name,
    objectKind: isSchema ? 'schema' : 'other',
    table: null,
  };
}

export function judgeReindex(statement: ReindexStmt, session: Session, out: Judged): void {
  const concurrently = isOn(statement.params, 'concurrently');
  const word = REINDEX_WORDS[statement.kind ?? ''] ?? '';
  if (concurrently) out.forbidsTransaction = 'REINDEX CONCURRENTLY';
  else if (!['INDEX', 'TABLE'].includes(word)) out.forbidsTransaction = `REINDEX ${word}`;
  const target = reindexTarget(statement, session);
  addEffect(session, out, concurrently ? 'reindex-concurrently' : 'reindex', {
    ...target,
    words: { definition: word },
  });
}
