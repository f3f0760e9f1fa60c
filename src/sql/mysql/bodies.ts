/** Views, routines and triggers: what their definitions touch is touched by whoever reaches them, without naming it. */
import type { ObjectName } from '../../model.ts';
import { type Access, mergeAccess } from '../postgresql/columns/access.ts';
import { readBody } from './body.ts';
import { foldName } from './fold.ts';
import { isBuiltIn } from './functions.ts';
import { noteLeftovers } from './leftovers.ts';
import { readQuery } from './query.ts';
import {
  beginReading,
  type Column,
  columnsOfTable,
  giveUp,
  namesAt,
  type Reading,
  type Scope,
  type Source,
  tokenAt,
} from './reading.ts';
import {
  type MysqlRoutine,
  type MysqlTable,
  type MysqlView,
  routineName,
  tableName,
  viewName,
} from './schema.ts';
import { type Tokens, tokensOf } from './tokens.ts';

/** How much is read for one statement before it counts as touching anything. */
export const BODY_BUDGET = 500;

interface Body {
  name: string;
  text: string;
  database: string;
  parameters?: string[];
}

const kept = new WeakMap<object, Map<string, Tokens>>();

function tokensOfBody({ index }: Reading, text: string): Tokens {
  const texts = kept.get(index) ?? new Map<string, Tokens>();
  const tokens = texts.get(text) ?? tokensOf(text);
  kept.set(index, texts.set(text, tokens));
  return tokens;
}

/** Reads a definition on its own and adds what it touches as reached, not named. Null: it is being read already, or cannot be. */
function within<T>(
  r: Reading,
  { name, text, database, parameters = [] }: Body,
  read: (inner: Reading) => T,
): T | null {
  if (r.bodies.stack.includes(name)) return null;
  if (--r.bodies.budget < 0 || r.bodies.stack.length > 60) {
    giveUp(r, `${name} leads through too many definitions to follow`);
    return null;
  }
  const tokens = tokensOfBody(r, text);
  if (tokens.problem !== null) {
    giveUp(r, `the definition of ${name} cannot be read: ${tokens.problem}`);
    return null;
  }
  const inner = beginReading(r.index, tokens, { database, ansiQuotes: null, digest: false }, r.bodies);
  for (const parameter of parameters) inner.variables.add(foldName(parameter));
  r.bodies.stack.push(name);
  const result = read(inner);
  r.bodies.stack.pop();
  noteLeftovers(inner);
  mergeAccess(r.access, inner.access, false);
  return result;
}

const columnsTouched = (access: Access): ObjectName[] => [...access.reads.keys(), ...access.unresolved];

/** Notes what a view reads, and gives the source its columns. */
export function readView(r: Reading, view: MysqlView, source: Source): void {
  const name = viewName(view);
  r.access.relations.reads.add(name);
  if (view.query === null) {
    giveUp(r, `the query of ${name} was not told`);
    return;
  }
  const body = { name, text: view.query, database: view.database };
  within(r, body, (inner) => {
    const query = readQuery(inner, 0, inner.tokens.length, null);
    const columns = namedBy(query.columns, view.columns);
    source.columns.push(...columns);
    const tables = [...inner.mentioned];
    source.view = { name, writes: columnsTouched(inner.access), tables };
  });
}

/** Through a view nothing is read but what its query reads; written is what its columns are. */
const namedBy = (columns: Column[], names: string[] | null): Column[] =>
  (names ?? columns.map(({ folded }) => folded)).map((name, at) => ({
    folded: foldName(name),
    bases: [],
    targets: columns[at]?.targets ?? [],
  }));

function readRoutine(r: Reading, routine: MysqlRoutine): void {
  const name = routineName(routine);
  r.access.relations.reads.add(name);
  if (routine.body === null) {
    giveUp(r, `the body of ${name} was not told`);
    return;
  }
  const { body, database, parameters } = routine;
  within(r, { name: `${routine.kind} ${name}`, text: body, database, parameters }, (inner) =>
    readBody(inner, 0, inner.tokens.length, null),
  );
}

/** A routine of that name, with its database or without. */
export function callRoutine(r: Reading, kind: 'function' | 'procedure', parts: number[]): boolean {
  const database = parts.length > 1 ? tokenAt(r, parts[0] as number).text : r.database;
  const routines = r.index.routines(kind, database, namesAt(r, parts.at(-1) as number));
  for (const routine of routines) readRoutine(r, routine);
  return routines.length > 0;
}

/** A function that is neither the schema's nor the server's own may do anything. */
export function callFunction(r: Reading, parts: number[]): void {
  const { text } = tokenAt(r, parts.at(-1) as number);
  if (callRoutine(r, 'function', parts)) return;
  if (parts.length > 1 || !isBuiltIn(text.toUpperCase()))
    giveUp(r, `the function ${text} is not in the schema`);
}

const rowOf = (label: string, table: MysqlTable): Source => ({
  labels: [label],
  columns: columnsOfTable(table),
  tables: [],
  qualifiedOnly: true,
});

/** What the triggers of a table do when it is written. */
export function fireTriggers(r: Reading, table: MysqlTable, event: 'insert' | 'update' | 'delete'): void {
  for (const trigger of r.index.triggers(table)) {
    if (trigger.event !== event) continue;
    const name = `trigger ${tableName(table)}.${trigger.name}`;
    if (trigger.body === null) giveUp(r, `the body of ${name} was not told`);
    else {
      const rows: Scope = { sources: [rowOf('new', table), rowOf('old', table)], outer: null };
      const body = { name, text: trigger.body, database: table.database };
      within(r, body, (inner) => readBody(inner, 0, inner.tokens.length, rows));
    }
  }
}
