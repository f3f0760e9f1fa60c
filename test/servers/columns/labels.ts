/**
 * What the server itself says that a statement reads and writes: `selectedCols`, `insertedCols` and `updatedCols` of its rewritten
 * tree, which it checks permissions by (15 and newer tell it). Views are expanded in that tree, `*` too. Nothing is run: the statement is only prepared.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { formatObject } from '../../../src/names.ts';
import { bitsOf, nodesOf, readTree, type TreeNode, visitTree, wordOf } from './tree.ts';

interface Notice {
  message: string;
  detail?: string;
}

interface Client {
  connect(): Promise<unknown>;
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
  end(): Promise<void>;
  on(event: 'notice', listener: (notice: Notice) => void): void;
  on(event: 'error', listener: () => void): void;
}

export interface Labels {
  reads: Set<string>;
  writes: Set<string>;
  /** What it also marks as read though only one field of a row is taken: `(u).name` marks all of `u`. */
  alsoMarked: Set<string>;
}

export interface Labeller {
  /** The labels, or what the server says where it refuses the statement. */
  label(statement: string): Promise<Labels | { refusal: string }>;
  run(sql: string): Promise<void>;
  /** To be called after the schema was made. */
  readNames(): Promise<void>;
  end(): Promise<void>;
}

const NAMES = `SELECT c.oid::int AS relation, a.attnum::int AS number, n.nspname::text AS space, c.relname::text AS own, a.attname::text AS column,
    coalesce((WITH RECURSIVE up AS (SELECT inhparent FROM pg_inherits WHERE inhrelid = c.oid UNION SELECT i.inhparent FROM pg_inherits i JOIN up ON i.inhrelid = up.inhparent)
      SELECT json_agg(json_build_array(pn.nspname, p.relname)) FROM up JOIN pg_class p ON p.oid = up.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
      JOIN pg_attribute b ON b.attrelid = p.oid AND b.attname = a.attname), '[]') AS parents
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%' AND c.relkind IN ('r', 'p')
    AND a.attnum > 0 AND NOT a.attisdropped`;

/** As everything else here names it: without the default schema. */
const named = (space: string, table: string, column: string): string =>
  formatObject({ kind: 'column', path: space === 'public' ? [table, column] : [space, table, column] });

type Names = Map<number, Map<number, string[]>>;

async function readNames(client: Client): Promise<Names> {
  const names: Names = new Map();
  for (const { relation, number, space, own, column, parents } of (await client.query(NAMES)).rows) {
    const columns = names.get(Number(relation)) ?? new Map<number, string[]>();
    const tables = [[space, own], ...(parents as [unknown, unknown][])];
    columns.set(
      Number(number),
      tables.map(([schema, table]) => named(String(schema), String(table), String(column))),
    );
    names.set(Number(relation), columns);
  }
  return names;
}

/** Attribute numbers are counted from the first system column: this one stands for the whole row. */
const whole = 7;

/** The relation whose whole row a variable is; null: it is a column, or a row of something else. */
function wholeRelation(node: TreeNode, queries: TreeNode[]): number | null {
  if (node.type !== 'VAR' || wordOf(node, 'varattno') !== '0') return null;
  const query = queries.at(-1 - Number(wordOf(node, 'varlevelsup')));
  const entry = query && nodesOf(query, 'rtable')[Number(wordOf(node, 'varno')) - 1];
  return entry ? Number(wordOf(entry, 'relid')) : null;
}

function labelsOf(trees: string[], names: Names): Labels {
  const labels: Labels = { reads: new Set(), writes: new Set(), alsoMarked: new Set() };
  const add = (to: Set<string>, relation: number, bits: number[]): void => {
    const columns = names.get(relation) ?? new Map<number, string[]>();
    const numbers = bits.includes(whole) ? [...columns.keys()] : bits.map((bit) => bit - whole);
    for (const number of numbers) for (const name of columns.get(number) ?? []) to.add(name);
  };
  visitTree(trees.flatMap(readTree), (node, queries) => {
    const row = wholeRelation(node, queries);
    if (row !== null) add(labels.reads, row, [whole]);
    if (!node.fields.has('selectedCols')) return;
    const relation = Number(wordOf(node, 'relid'));
    const selected = bitsOf(node, 'selectedCols');
    const single = selected.filter((bit) => bit !== whole);
    add(labels.reads, relation, single);
    add(labels.alsoMarked, relation, selected);
    add(labels.writes, relation, [...bitsOf(node, 'insertedCols'), ...bitsOf(node, 'updatedCols')]);
  });
  return labels;
}

/** A connection that labels statements. */
export async function openLabeller(socket: string, database: string): Promise<Labeller> {
  const folder = join(import.meta.dirname, '..', 'postgresql');
  const driver = createRequire(join(folder, 'package.json'))('pg') as {
    Client: new (options: Record<string, unknown>) => Client;
  };
  const client = new driver.Client({ host: socket, user: 'postgres', database });
  let trees: string[] = [];
  client.on('notice', ({ message, detail }) => {
    // The server wraps lines at any space.
    if (message.startsWith('rewritten parse tree')) trees.push((detail ?? '').replace(/\s+/g, ' '));
  });
  client.on('error', () => {});
  await client.connect();
  await client.query(
    'SET client_min_messages = log; SET debug_pretty_print = off; SET debug_print_rewritten = off',
  );
  let names: Names = new Map();
  return {
    run: async (sql) => void (await client.query(sql)),
    readNames: async () => {
      names = await readNames(client);
    },
    label: async (statement) => {
      trees = [];
      try {
        await client.query('SET debug_print_rewritten = on');
        trees = [];
        await client.query(`PREPARE labelled AS ${statement}`);
        const labels = labelsOf(trees, names);
        if (trees.length === 0) throw new Error('the server told no rewritten tree');
        await client.query('DEALLOCATE labelled');
        return labels;
      } catch (error) {
        if (error instanceof Error && 'code' in error)
          return { refusal: `${String(error.code)} ${error.message}` };
        throw error;
      } finally {
        await client.query('SET debug_print_rewritten = off');
      }
    },
    end: () => client.end(),
  };
}
