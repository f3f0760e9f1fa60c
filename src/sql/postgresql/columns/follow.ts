/** What statements of a session leave behind for those after them: tables, views, functions, the search path, prepared statements. */
import type { Node, RangeVar } from 'libpg-query';
import type { Catalog, ObjectName } from '../../../model.ts';
import { copyCatalog, lookup, store } from '../../catalog.ts';
import { as } from '../ast.ts';
import { newRelation } from '../identify.ts';
import { judgeStatement } from '../judge.ts';
import { newColumn, newTable } from '../known-table.ts';
import type { Session } from '../session.ts';
import { emptyAccess } from './access.ts';
import { type Bodies, beginBodies, type Definitions } from './bodies.ts';
import { madeFrom, noteDefinition, pruneDefinitions } from './definitions.ts';
import { type Reading, TEMPORARY } from './reading.ts';
import { readQuery } from './select.ts';

const CHANGES_SCHEMA =
  /^(?:Create(?:Stmt|SchemaStmt|TableAsStmt|ForeignTableStmt|FunctionStmt|TrigStmt|EnumStmt|DomainStmt|RangeStmt|SeqStmt)|ViewStmt|CompositeTypeStmt|Alter(?:TableStmt|ObjectSchemaStmt|SeqStmt|EnumStmt|DomainStmt|FunctionStmt|TypeStmt)|RenameStmt|DropStmt|RuleStmt|IndexStmt)$/;

/** These make something by a name of their own; the others name what is there. */
const MAKES = /^(?:Create|ViewStmt)/;

const copyDefinitions = ({ views, functions, rules, insteadOf }: Definitions): Definitions => ({
  views: new Map(views),
  functions: new Map(functions),
  rules: new Map(rules),
  insteadOf: new Map(insteadOf),
});

/** A session's own schema: the one that it began with until it changes something. */
export class FollowedSchema {
  catalog: Catalog;
  bodies: Bodies;
  private own = false;
  private before: { catalog: Catalog; definitions: Definitions } | null = null;
  private inTransaction = false;
  private readonly dropAtCommit = new Set<ObjectName>();

  constructor(catalog: Catalog, definitions: Definitions) {
    this.catalog = catalog;
    this.bodies = beginBodies(definitions);
  }

  begin(): void {
    this.inTransaction = true;
    this.before = null;
  }

  /** `undone`: the transaction is rolled back, or a part of it, which is taken for all of it. */
  end(undone: boolean): void {
    this.inTransaction = false;
    if (undone) this.restore();
    this.before = null;
    for (const name of this.dropAtCommit) delete this.catalog.tables[name];
    if (this.dropAtCommit.size > 0) this.changed();
    this.dropAtCommit.clear();
  }

  /** What was made since the transaction began may be gone. */
  restore(): void {
    if (!this.before) return;
    this.catalog = copyCatalog(this.before.catalog);
    this.bodies.definitions = copyDefinitions(this.before.definitions);
    this.changed();
  }

  /** DISCARD: temporary tables are dropped. */
  dropTemporary(): void {
    this.make();
    for (const name of Object.keys(this.catalog.tables))
      if (name.startsWith(`${TEMPORARY}.`)) delete this.catalog.tables[name];
    for (const name of Object.keys(this.catalog.views))
      if (name.startsWith(`view:${TEMPORARY}.`)) delete this.catalog.views[name];
    this.changed();
  }

  /** Applies a statement that changes the schema; others change nothing. */
  apply(node: Node, reading: Reading): void {
    const made = madeFrom(node);
    const kind = Object.keys(node)[0] ?? '';
    if (!made && !CHANGES_SCHEMA.test(kind)) return;
    this.make();
    if (made) this.makeTable(made, { ...reading, session: this.sessionOf(reading, []) });
    else this.judge(kind, node, reading);
    this.changed();
  }

  private sessionOf({ session }: Reading, first: string[]): Session {
    return { ...session, catalog: this.catalog, searchPath: [...first, ...session.searchPath] };
  }

  private judge(kind: string, node: Node, reading: Reading): void {
    const temporary = temporaryRange(node);
    if (temporary) temporary.schemaname = TEMPORARY;
    const table = as(node, 'CreateStmt');
    if (table?.oncommit === 'ONCOMMIT_DROP' && !this.inTransaction) return;
    const session = this.sessionOf(reading, MAKES.test(kind) ? [] : [TEMPORARY]);
    judgeStatement(node as { [type: string]: unknown }, session);
    noteDefinition(this.bodies.definitions, session, node);
    pruneDefinitions(this.bodies.definitions, session);
    if (table?.oncommit === 'ONCOMMIT_DROP')
      this.dropAtCommit.add(newRelation(session, 'table', table.relation));
  }

  private makeTable(made: NonNullable<ReturnType<typeof madeFrom>>, reading: Reading): void {
    const { session } = reading;
    const temporary = made.range.relpersistence === 't';
    if (made.drops && !this.inTransaction) return;
    const range = temporary ? { ...made.range, schemaname: TEMPORARY } : made.range;
    const name = newRelation(session, 'table', range);
    if (lookup(this.catalog.tables, name)) return;
    const output = readQuery({ ...reading, access: emptyAccess() }, made.query, null);
    const table = newTable(session, output.loose ? { partial: true } : {});
    output.columns.forEach((column, index) => {
      store(table.columns, made.names[index] ?? column.name, newColumn(session, 'unknown'));
    });
    store(this.catalog.tables, name, table);
    if (made.drops) this.dropAtCommit.add(name);
  }

  /** From here on the catalog is the session's own. */
  private make(): void {
    if (this.inTransaction && !this.before) {
      const { definitions } = this.bodies;
      this.before = { catalog: copyCatalog(this.catalog), definitions: copyDefinitions(definitions) };
    }
    if (this.own) return;
    this.own = true;
    this.catalog = copyCatalog(this.catalog);
    this.bodies.definitions = copyDefinitions(this.bodies.definitions);
  }

  /** What bodies touch must be read again. */
  private changed(): void {
    this.bodies.known.clear();
  }
}

function temporaryRange(node: Node): RangeVar | undefined {
  const range =
    as(node, 'CreateStmt')?.relation ?? as(node, 'ViewStmt')?.view ?? as(node, 'CreateSeqStmt')?.sequence;
  return range?.relpersistence === 't' ? range : undefined;
}
