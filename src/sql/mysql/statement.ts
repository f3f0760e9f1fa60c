/** One statement of any kind: by its first word to the one that reads it. What is not known may touch anything. */
import { callRoutine } from './bodies.ts';
import { readBody } from './body.ts';
import { readExpression } from './expression.ts';
import { sourceOf } from './from.ts';
import { touchPath } from './lookup.ts';
import { readQuery, readWith } from './query.ts';
import {
  after,
  find,
  giveUp,
  noteReads,
  partsOf,
  pathAt,
  type Reading,
  type Scope,
  tokenAt,
  useAll,
  wordAt,
} from './reading.ts';
import { tableName } from './schema.ts';
import { readDelete, readInsert, readLoad, readUpdate } from './writes.ts';

type Reader = (r: Reading, from: number, to: number, outer: Scope | null) => void;

const BEGINS = /^(?:SELECT|WITH|INSERT|REPLACE|UPDATE|DELETE|\()$/;

/** These touch no column themselves; a query within is read all the same. */
const QUIET = new Set(
  `ALTER BACKUP BEGIN CACHE CHANGE CHECK CHECKSUM CLONE CLOSE COMMIT CREATE DEALLOCATE DROP FLUSH GET GRANT HELP
  IMPORT INSTALL KILL LOCK OPEN OPTIMIZE PURGE RELEASE RENAME REPAIR RESET RESIGNAL RESTART REVOKE ROLLBACK SAVEPOINT SHOW
  SHUTDOWN SIGNAL SLAVE START STOP UNINSTALL UNLOCK USE XA NULL QUIT PING INIT STATISTICS LEAVE ITERATE FETCH RETURN`.split(
    /\s+/,
  ),
);

function readQuiet(r: Reading, from: number, to: number, outer: Scope | null): void {
  const query = firstQuery(r, from + 1, to);
  if (query >= to) return;
  if (wordAt(r, query) === '(') readExpression(r, query, after(r, query), outer);
  else readStatement(r, query, to, outer);
}

/** The first query after the head, in parentheses or not. */
function firstQuery(r: Reading, from: number, to: number): number {
  return find(r, from, to, (i) => {
    const word = wordAt(r, i);
    return /^(?:SELECT|WITH)$/.test(word) || (word === '(' && /^(?:SELECT|WITH)$/.test(wordAt(r, i + 1)));
  });
}

/** Definitions of what runs later touch nothing when they are made; CREATE TABLE … SELECT and CREATE VIEW read their query. */
function readCreate(r: Reading, from: number, to: number, outer: Scope | null): void {
  const what = find(r, from + 1, to, (i) =>
    /^(?:TABLE|VIEW|PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)$/.test(wordAt(r, i)),
  );
  const word = wordAt(r, what);
  if (/^(?:PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)$/.test(word)) useAll(r, from, to);
  else readQuiet(r, what, to, outer);
}

function readSet(r: Reading, from: number, to: number, outer: Scope | null): void {
  if (wordAt(r, from + 1) === 'STATEMENT') {
    const body = find(r, from, to, (i) => wordAt(r, i) === 'FOR');
    readExpression(r, from + 2, body, outer);
    readStatement(r, body + 1, to, outer);
    return;
  }
  for (const [start, end] of partsOf(r, from + 1, to)) {
    const equals = find(r, start, end, (i) => /^:?=$/.test(wordAt(r, i)));
    const path = pathAt(r, start, equals);
    // `SET NEW.a = …` in a trigger.
    if (path.parts.length > 1) touchPath(r, path, outer, 'writes');
    useAll(r, start, equals);
    readExpression(r, equals + 1, end, outer);
  }
}

function readCall(r: Reading, from: number, to: number, outer: Scope | null): void {
  const { parts, next } = pathAt(r, from + 1, to);
  useAll(r, from, next);
  const name = parts.map((part) => tokenAt(r, part).text).join('.');
  if (!callRoutine(r, 'procedure', parts)) giveUp(r, `the procedure ${name} is not in the schema`);
  readExpression(r, next, to, outer);
}

/** EXPLAIN runs nothing, but fails like what it explains; DESCRIBE tells of a table. */
function readExplain(r: Reading, from: number, to: number, outer: Scope | null): void {
  const statement = find(r, from + 1, to, (i) => BEGINS.test(wordAt(r, i)) || wordAt(r, i) === 'TABLE');
  if (wordAt(r, statement) === 'TABLE') return;
  if (statement < to) readStatement(r, statement, to, outer);
}

function readHandler(r: Reading, from: number, to: number): void {
  const table = sourceOf(
    r,
    from + 1,
    Math.min(from + 2 + 2 * (pathAt(r, from + 1, to).parts.length - 1), to),
    null,
  );
  for (const column of table.source.columns) noteReads(r, column, false);
  readExpression(r, table.next, to, { sources: [table.source], outer: null });
}

function readTruncate(r: Reading, from: number, to: number): void {
  const { source } = sourceOf(r, wordAt(r, from + 1) === 'TABLE' ? from + 2 : from + 1, to, null);
  for (const table of source.tables) r.access.relations.writes.add(tableName(table));
}

/** `WITH … SELECT`, and MySQL's `WITH … UPDATE`, `WITH … DELETE`. */
function readWithStatement(r: Reading, from: number, to: number, outer: Scope | null): void {
  const probe = find(r, from, to, (i) =>
    /^(?:SELECT|UPDATE|DELETE|INSERT|REPLACE|VALUES|TABLE)$/.test(wordAt(r, i)),
  );
  if (!/^(?:UPDATE|DELETE|INSERT|REPLACE)$/.test(wordAt(r, probe))) readQuery(r, from, to, outer);
  else {
    const { next, scope } = readWith(r, from, to, outer);
    readStatement(r, next, to, scope);
  }
}

/** What it runs stands in a variable or a literal: `session.ts` reads those that it knows. */
const readDynamic: Reader = (r) => giveUp(r, 'it runs a text that is not known here');

const readers: Record<string, Reader> = {
  SELECT: readQuery,
  VALUES: readQuery,
  TABLE: readQuery,
  '(': readQuery,
  WITH: readWithStatement,
  INSERT: readInsert,
  REPLACE: readInsert,
  UPDATE: readUpdate,
  DELETE: readDelete,
  LOAD: readLoad,
  CALL: readCall,
  SET: readSet,
  DO: (r, from, to, outer) => readExpression(r, from + 1, to, outer),
  EXPLAIN: readExplain,
  DESCRIBE: readExplain,
  DESC: readExplain,
  ANALYZE: readExplain,
  HANDLER: readHandler,
  TRUNCATE: readTruncate,
  CREATE: readCreate,
  PREPARE: readDynamic,
  EXECUTE: readDynamic,
};

const isCompound = (r: Reading, from: number): boolean =>
  /^(?:IF|CASE|LOOP|REPEAT|WHILE|FOR)$/.test(wordAt(r, from)) ||
  (wordAt(r, from) === 'BEGIN' && wordAt(r, from + 1) === 'NOT') ||
  wordAt(r, from + 1) === ':';

/** Notes what a statement touches. `outer`: the rows of the trigger whose body it is in. */
export function readStatement(r: Reading, from: number, to: number, outer: Scope | null): void {
  const { kind } = tokenAt(r, from);
  const word = kind === 'word' || kind === 'op' ? wordAt(r, from) : '';
  const reader = Object.hasOwn(readers, word) ? readers[word] : undefined;
  if (from >= to) return;
  if (reader) reader(r, from, to, outer);
  else if (isCompound(r, from)) readBody(r, from, to, outer);
  else if (QUIET.has(word)) readQuiet(r, from, to, outer);
  else giveUp(r, 'it begins in a way that is not known');
}
