/** The texts of views, functions and rules, as statements make and change them. */
import type { CreateFunctionStmt, CreateTrigStmt, DropStmt, Node, RenameStmt, RuleStmt } from 'libpg-query';
import type { ObjectName } from '../../../model.ts';
import { lookup } from '../../catalog.ts';
import { all, as, type Kinds, pathOf, strings } from '../ast.ts';
import { findRelation, nameOf, newName, newRelation } from '../identify.ts';
import type { Session } from '../session.ts';
import type { Definitions } from './bodies.ts';

const INSTEAD_OF = 64;

const argumentsOf = (statement: CreateFunctionStmt): string =>
  JSON.stringify(
    all(statement.parameters, 'FunctionParameter').map(({ argType, mode }) => [
      mode,
      strings(argType?.names),
    ]),
  );

function noteFunction(definitions: Definitions, session: Session, statement: CreateFunctionStmt): void {
  const name = newName(session, 'function', strings(statement.funcname));
  const known = definitions.functions.get(name) ?? [];
  const others = known.filter((one) => argumentsOf(one.statement) !== argumentsOf(statement));
  const searchPath = statement.sql_body ? [...session.searchPath] : null;
  definitions.functions.set(name, [...others, { statement, searchPath }]);
}

function noteRule(definitions: Definitions, session: Session, statement: RuleStmt): void {
  const { name } = findRelation(session, statement.relation);
  const known = (definitions.rules.get(name) ?? []).filter(
    (rule) => rule.statement.rulename !== statement.rulename,
  );
  definitions.rules.set(name, [...known, { statement, searchPath: [...session.searchPath] }]);
}

function noteTrigger(definitions: Definitions, session: Session, statement: CreateTrigStmt): void {
  if (((statement.timing ?? 0) & INSTEAD_OF) === 0) return;
  const { name } = findRelation(session, statement.relation);
  const called = nameOf(session, 'function', strings(statement.funcname));
  definitions.insteadOf.set(name, [...(definitions.insteadOf.get(name) ?? []), called]);
}

/** What a view's text says is no longer so where a name in it changed: the catalog's own account follows renames. */
function forgetViews(definitions: Definitions): void {
  definitions.views.clear();
}

function forgetRenamed(definitions: Definitions, session: Session, statement: RenameStmt): void {
  if (statement.renameType !== 'OBJECT_FUNCTION' && statement.renameType !== 'OBJECT_PROCEDURE') {
    forgetViews(definitions);
    return;
  }
  const path = pathOf(statement.object);
  definitions.functions.delete(nameOf(session, 'function', path));
  definitions.functions.delete(nameOf(session, 'function', [...path.slice(0, -1), statement.newname ?? '']));
}

function noteView(
  definitions: Definitions,
  name: ObjectName,
  query: Node,
  aliases: string[],
  path: string[],
): void {
  definitions.views.set(name, { query, aliases, searchPath: [...path] });
}

type Notes = {
  [K in keyof Kinds]?: (definitions: Definitions, session: Session, statement: Kinds[K]) => void;
};

const notes: Notes = {
  ViewStmt: (definitions, session, { view, query, aliases }) => {
    const name = newRelation(session, 'view', view);
    if (query) noteView(definitions, name, query, strings(aliases), session.searchPath);
  },
  CreateTableAsStmt: (definitions, session, { objtype, into, query }) => {
    if (objtype !== 'OBJECT_MATVIEW' || !query) return;
    const name = newRelation(session, 'view', into?.rel);
    noteView(definitions, name, query, strings(into?.colNames), session.searchPath);
  },
  CreateFunctionStmt: noteFunction,
  RuleStmt: noteRule,
  CreateTrigStmt: noteTrigger,
  RenameStmt: forgetRenamed,
  AlterObjectSchemaStmt: (definitions) => {
    forgetViews(definitions);
    definitions.functions.clear();
  },
  CreateSchemaStmt: (definitions, session, { schemaname, schemaElts }) => {
    const inner = { ...session, searchPath: [schemaname ?? '', ...session.searchPath] };
    for (const element of schemaElts ?? []) noteDefinition(definitions, inner, element);
  },
  DropStmt: (definitions, session, statement) => forgetDropped(definitions, session, statement),
};

function forgetDropped(definitions: Definitions, session: Session, { removeType, objects }: DropStmt): void {
  if (removeType === 'OBJECT_RULE' || removeType === 'OBJECT_TRIGGER') {
    for (const object of objects ?? []) {
      const path = pathOf(object);
      const range = { relname: path.at(-2) ?? '' };
      const { name } = findRelation(session, range);
      const rules = definitions.rules.get(name)?.filter((rule) => rule.statement.rulename !== path.at(-1));
      if (rules) definitions.rules.set(name, rules);
    }
  }
}

/** Keeps what a statement says of an object with a body; the session's search path is the one that it runs under. */
export function noteDefinition(definitions: Definitions, session: Session, node: Node): void {
  for (const [kind, statement] of Object.entries(node)) {
    if (!Object.hasOwn(notes, kind)) continue;
    const note = (
      notes as Record<
        string,
        ((definitions: Definitions, session: Session, statement: unknown) => void) | undefined
      >
    )[kind];
    note?.(definitions, session, statement);
  }
}

/** Leaves out what the catalog does not have (any more). */
export function pruneDefinitions(definitions: Definitions, session: Session): void {
  const { views, functions, tables } = session.catalog;
  for (const name of definitions.views.keys()) if (!lookup(views, name)) definitions.views.delete(name);
  for (const name of definitions.functions.keys())
    if (!lookup(functions, name)) definitions.functions.delete(name);
  for (const name of definitions.rules.keys())
    if (!lookup(tables, name) && !lookup(views, name)) definitions.rules.delete(name);
}

/** A query in a statement that makes a relation from it: CREATE TABLE AS, SELECT INTO. */
export function madeFrom(
  node: Node,
): { range: Kinds['RangeVar']; query: Node; names: string[]; drops: boolean } | null {
  const made = as(node, 'CreateTableAsStmt');
  if (made?.objtype === 'OBJECT_TABLE' && made.into?.rel && made.query) {
    const { rel, colNames, onCommit } = made.into;
    return { range: rel, query: made.query, names: strings(colNames), drops: onCommit === 'ONCOMMIT_DROP' };
  }
  let first = as(node, 'SelectStmt');
  while (first?.larg) first = first.larg;
  const into = first?.intoClause;
  return into?.rel
    ? { range: into.rel, query: node, names: [], drops: into.onCommit === 'ONCOMMIT_DROP' }
    : null;
}
