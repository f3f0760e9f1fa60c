/** Statements of one session, one after another: what each reads and writes. */
import type { Node } from 'libpg-query';
import type { Catalog, ObjectName } from '../../../model.ts';
import { as } from '../ast.ts';
import { columnName } from '../identify.ts';
import { type Item, itemsOf } from '../items.ts';
import type { Session } from '../session.ts';
import { applySettings, Settings } from '../settings.ts';
import { treeOf } from '../templates.ts';
import { type Access, emptyAccess, mayTouchAll } from './access.ts';
import { type Definitions, renewBudget } from './bodies.ts';
import { FollowedSchema } from './follow.ts';
import { columnNames, type Reading, TEMPORARY } from './reading.ts';
import { readStatement } from './statement.ts';

/** What one statement touches, by canonical names in order. */
export interface StatementColumns {
  /** As written, without the semicolon. */
  statement: string;
  reads: ObjectName[];
  writes: ObjectName[];
  /** What it may touch, or may not: nobody can tell from the statement and the schema. */
  unresolved: ObjectName[];
  /** Those of `reads` and `writes` that it reaches without naming them: by `*`, a row, a view, a function. */
  implicit: { reads: ObjectName[]; writes: ObjectName[] };
  /** Tables, views and functions that it uses, whether or not a column of them is. */
  relations: { reads: ObjectName[]; writes: ObjectName[] };
  /** It may touch any object: `unresolved` lists every column there is. */
  everything: boolean;
  /** Why something is unresolved, where the names alone do not tell; null otherwise. */
  problem: string | null;
}

export interface ColumnSchema {
  catalog: Catalog;
  definitions: Definitions;
}

export interface ColumnOptions {
  /** Major version, e.g. 16. */
  version: number;
  defaultSchema: string;
}

/** Where names are looked up in that catalog. */
export function sessionOn(catalog: Catalog, { version, defaultSchema }: ColumnOptions): Session {
  return {
    catalog,
    place: { path: '', line: 1, column: 1 },
    version,
    defaultSchema,
    searchPath: [defaultSchema],
    fresh: new Set(),
    enumValuesOfTransaction: new Set(),
    typesOfTransaction: new Set(),
    settings: new Map(),
  };
}

const sorted = (names: Iterable<ObjectName>): ObjectName[] => [...names].sort();

const unnamed = (columns: Access['reads']): ObjectName[] =>
  sorted([...columns].filter(([, named]) => !named).map(([column]) => column));

function everyColumn(session: Session): ObjectName[] {
  const tables = Object.keys(session.catalog.tables).filter((name) => !name.startsWith(`${TEMPORARY}.`));
  return tables.flatMap((table) => columnNames(session, table).map((column) => columnName(table, column)));
}

/** Relations that a name may mean, where no column of them is told: `count(*)` of a table that nobody knows. */
function unnamedOf({ unresolved, relations }: Access): ObjectName[] {
  if (relations.unresolved.size === 0) return [];
  const told = [...unresolved];
  return [...relations.unresolved].filter((name) => !told.some((object) => object.startsWith(`${name}.`)));
}

function columnsFrom(statement: string, access: Access, session: Session): StatementColumns {
  const named = [...access.unresolved, ...unnamedOf(access)];
  const unresolved = access.everything ? [...named, ...everyColumn(session)] : named;
  return {
    statement,
    reads: sorted(access.reads.keys()),
    writes: sorted(access.writes.keys()),
    unresolved: sorted(new Set(unresolved)),
    implicit: { reads: unnamed(access.reads), writes: unnamed(access.writes) },
    relations: { reads: sorted(access.relations.reads), writes: sorted(access.relations.writes) },
    everything: access.everything,
    problem: access.problem,
  };
}

/** psql's own COPY is one all the same. */
const withoutPsqlCopy = (text: string): string => text.replace(/^([ \t]*)\\copy\b(.*)$/gim, '$1COPY$2;');

/** A text that holds one query, and no comment. */
function onlyItem(text: string, node: Item['node']): Item {
  const start = text.length - text.trimStart().length;
  return { start, end: text.trimEnd().length, node, type: '', problem: null };
}

export class ColumnSession {
  private readonly schema: FollowedSchema;
  private readonly options: ColumnOptions;
  private readonly settings: Settings;
  private inTransaction = false;
  private pathSet = false;

  constructor({ catalog, definitions }: ColumnSchema, options: ColumnOptions) {
    this.schema = new FollowedSchema(catalog, definitions);
    this.options = options;
    this.settings = new Settings(options.defaultSchema);
  }

  /** The statements of a text, in order; what cannot be read is a statement that may touch anything. Never throws. */
  read(text: string): StatementColumns[] {
    const node = treeOf(text);
    if (node) return [this.take(onlyItem(text, node), text)];
    const { items, sql } = itemsOf(withoutPsqlCopy(text));
    return items.map((item) => this.take(item, sql));
  }

  private take(item: Item, sql: string): StatementColumns {
    const statement = sql.slice(item.start, item.end);
    const access = emptyAccess();
    const reading = this.beginReading(access);
    try {
      this.readItem(item, statement, reading);
    } catch {
      mayTouchAll(access, 'it is nested too deeply to be read');
    }
    return columnsFrom(statement, access, reading.session);
  }

  private beginReading(access: Access): Reading {
    const session = { ...sessionOn(this.schema.catalog, this.options), searchPath: this.settings.searchPath };
    renewBudget(this.schema.bodies);
    const anyPath = this.settings.unknown;
    return { session, bodies: this.schema.bodies, access, variables: new Set(), anyPath };
  }

  private readItem({ node, problem }: Item, statement: string, reading: Reading): void {
    if (!node) {
      mayTouchAll(reading.access, `it cannot be read: ${problem?.message ?? 'the parser gave up on it'}`);
      return;
    }
    if (this.settings.otherStrings && statement.includes('\\'))
      mayTouchAll(reading.access, 'standard_conforming_strings is off: its backslashes mean something else');
    readStatement(reading, node as Node);
    this.follow(node as Node, reading);
  }

  /** What the statement leaves behind. */
  private follow(node: Node, reading: Reading): void {
    const path = this.settings.searchPath;
    applySettings(node as { [type: string]: unknown }, this.settings, this.inTransaction);
    this.pathSet ||= path !== this.settings.searchPath;
    this.keepNamed(node, reading);
    this.schema.apply(node, reading);
    this.followTransaction(as(node, 'TransactionStmt')?.kind);
    const discarded = as(node, 'DiscardStmt')?.target;
    if (discarded === 'DISCARD_ALL' || discarded === 'DISCARD_TEMP') this.schema.dropTemporary();
    if (discarded === 'DISCARD_ALL') this.schema.bodies.prepared.clear();
  }

  /** PREPARE and DECLARE give names to what EXECUTE and FETCH run. */
  private keepNamed(node: Node, { access }: Reading): void {
    const { prepared, cursors } = this.schema.bodies;
    const prepare = as(node, 'PrepareStmt');
    const declare = as(node, 'DeclareCursorStmt');
    const forget = as(node, 'DeallocateStmt');
    if (prepare) prepared.set(prepare.name ?? '', access);
    if (declare) cursors.set(declare.portalname ?? '', access);
    if (forget?.name !== undefined) prepared.delete(forget.name);
    else if (forget) prepared.clear();
  }

  private followTransaction(kind: string | undefined): void {
    if (kind === 'TRANS_STMT_BEGIN' || kind === 'TRANS_STMT_START') {
      this.inTransaction = true;
      this.pathSet = false;
      this.schema.begin();
    } else if (kind === 'TRANS_STMT_COMMIT') this.endTransaction(false);
    else if (kind === 'TRANS_STMT_ROLLBACK') this.endTransaction(true);
    else if (kind === 'TRANS_STMT_ROLLBACK_TO') {
      // How far it goes back is not kept: temporary tables may be gone, and the search path may be an older one.
      this.schema.restore();
      if (this.pathSet) this.settings.unknown = true;
    }
  }

  private endTransaction(undone: boolean): void {
    if (undone && this.pathSet) this.settings.unknown = true;
    this.inTransaction = false;
    this.settings.endTransaction();
    this.schema.end(undone);
  }
}
