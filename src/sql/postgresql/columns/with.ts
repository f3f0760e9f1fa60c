/** WITH: each query is read once, when it is first named or at the end; a recursive one may name itself. */
import type { CommonTableExpr, WithClause } from 'libpg-query';
import { all, as, strings } from '../ast.ts';
import type { Reading } from './reading.ts';
import { newColumn, type Output, openScope, renameColumns, type Scope, type WithQuery } from './scope.ts';
import { readQuery, readSetOperation } from './select.ts';

/** SEARCH and CYCLE add columns of their own. */
function addedColumns({ search_clause: search, cycle_clause: cycle }: CommonTableExpr): string[] {
  return [search?.search_seq_column, cycle?.cycle_mark_column, cycle?.cycle_path_column].filter(
    (name) => name !== undefined,
  );
}

/** The first part of a UNION gives a recursive query its columns, before the second part names them. */
function readOnce(
  reading: Reading,
  scope: Scope,
  query: CommonTableExpr,
  told: (output: Output) => void,
): Output {
  const select = as(query.ctequery, 'SelectStmt');
  if (!select?.larg || !select.rarg) return readQuery(reading, query.ctequery, scope);
  const inner = openScope(scope);
  readWith(reading, inner, select.withClause);
  return readSetOperation(reading, inner, select, told);
}

class LazyQuery implements WithQuery {
  private readonly reading: Reading;
  private readonly scope: Scope;
  private readonly query: CommonTableExpr;
  private output: Output | null = null;
  private begun = false;

  constructor(reading: Reading, scope: Scope, query: CommonTableExpr) {
    this.reading = reading;
    this.scope = scope;
    this.query = query;
  }

  read(): Output {
    if (!this.begun) {
      this.begun = true;
      const tell = (output: Output): void => {
        this.output = this.named(output);
      };
      tell(readOnce(this.reading, this.scope, this.query, tell));
    }
    return this.output ?? this.named({ columns: [], loose: true });
  }

  private named({ columns, loose }: Output): Output {
    const given = renameColumns(columns, strings(this.query.aliascolnames));
    const added = addedColumns(this.query).map((name) => newColumn(name));
    return { columns: [...given, ...added], loose };
  }
}

/** Lets the queries of a WITH be named in the scope, and reads them all: one that nobody names is run all the same if it writes. */
export function readWith(reading: Reading, scope: Scope, clause: WithClause | undefined): void {
  const visible = new Map<string, WithQuery>();
  const queries: WithQuery[] = [];
  for (const query of all(clause?.ctes, 'CommonTableExpr')) {
    const seen = clause?.recursive ? visible : new Map(visible);
    const lazy = new LazyQuery(reading, { items: [], queries: seen, outer: scope.outer }, query);
    visible.set(query.ctename ?? '', lazy);
    queries.push(lazy);
  }
  scope.queries = visible;
  for (const query of queries) query.read();
}
