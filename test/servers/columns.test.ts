import { beforeAll, expect, inject, test } from 'vitest';
import { ColumnSession, readColumnSchema } from '../../src/sql/columns.ts';
import { prepareSql } from '../../src/sql/index.ts';
import { seed } from '../seed.ts';
import { type Labeller, type Labels, openLabeller } from './columns/labels.ts';
import { seeded } from './columns/random.ts';
import { randomStatements } from './columns/random-statements.ts';
import { pgbenchSchema, pgbenchStatements, schema } from './columns/schema.ts';
import { statements } from './columns/statements.ts';
import { connect } from './connect.ts';

const GENERATED = Number(process.env.GENERATED ?? 2500);

interface Tally {
  statements: number;
  refused: number;
  expected: number;
  found: number;
  told: number;
  right: number;
  missed: string[];
  extra: string[];
  unresolved: string[];
}

beforeAll(() => prepareSql('postgresql'));

function compare(tally: Tally, statement: string, labels: Labels, session: ColumnSession): void {
  const [told, ...others] = session.read(statement);
  if (!told || others.length > 0) throw new Error(`not one statement: ${statement}`);
  tally.statements++;
  const may = { reads: new Set([...labels.reads, ...labels.alsoMarked]), writes: labels.writes };
  for (const way of ['reads', 'writes'] as const) {
    const missing = [...labels[way]].filter((column) => !told[way].includes(column));
    const extra = told[way].filter((column) => !may[way].has(column));
    tally.expected += labels[way].size;
    tally.found += labels[way].size - missing.length;
    tally.told += told[way].length;
    tally.right += told[way].length - extra.length;
    if (missing.length > 0) tally.missed.push(`${way} ${missing.join(' ')}: ${statement}`);
    if (extra.length > 0) tally.extra.push(`${way} ${extra.join(' ')}: ${statement}`);
  }
  if (told.unresolved.length > 0) tally.unresolved.push(`${told.unresolved.join(' ')}: ${statement}`);
}

const emptyTally = (): Tally => ({
  statements: 0,
  refused: 0,
  expected: 0,
  found: 0,
  told: 0,
  right: 0,
  missed: [],
  extra: [],
  unresolved: [],
});

async function prepare(socket: string): Promise<Labeller> {
  const admin = await connect({ socket, database: 'postgres' });
  await admin.query('CREATE DATABASE labelled_columns');
  await admin.end();
  const labeller = await openLabeller(socket, 'labelled_columns');
  await labeller.run(schema + pgbenchSchema);
  await labeller.readNames();
  return labeller;
}

async function measure(socket: string, version: number): Promise<Tally> {
  const labeller = await prepare(socket);
  const options = { version, defaultSchema: 'public' };
  const read = readColumnSchema(schema + pgbenchSchema, options);
  expect(read.problems).toEqual([]);
  const session = new ColumnSession(read, options);
  const own = [...statements, ...pgbenchStatements];
  const tally = emptyTally();
  const refused: string[] = [];
  for (const statement of [...own, ...randomStatements(seeded(seed), GENERATED)]) {
    const labels = await labeller.label(statement);
    if (!('refusal' in labels)) compare(tally, statement, labels, session);
    else if (own.includes(statement)) refused.push(`${labels.refusal}: ${statement}`);
    else tally.refused++;
  }
  await labeller.end();
  expect(refused).toEqual([]);
  return tally;
}

/** Older servers do not tell the rewritten tree of what is prepared. */
const servers = inject('servers').filter(({ version }) => version >= 15);

test('four versions label', () => {
  if (process.env.SERVERS === undefined)
    expect(servers.map(({ version }) => version)).toEqual([15, 16, 17, 18]);
});

test.each(servers)(
  'PostgreSQL $version says the same of at least 1,000 statements',
  async ({ socket, version }) => {
    const tally = await measure(socket, version);
    const recall = tally.found / tally.expected;
    const precision = tally.right / tally.told;
    console.log(
      `PostgreSQL ${version}, seed ${seed}: ${tally.statements} statements (${tally.refused} refused), ${tally.expected} columns: recall ${recall.toFixed(4)}, precision ${precision.toFixed(4)}`,
    );
    const context = `seed ${seed}`;
    expect(tally.missed.slice(0, 20), context).toEqual([]);
    expect(recall, context).toBe(1);
    expect(tally.unresolved.slice(0, 20), context).toEqual([]);
    expect(precision, tally.extra.slice(0, 20).join('\n')).toBeGreaterThanOrEqual(0.99);
    expect(tally.statements, context).toBeGreaterThanOrEqual(1000);
  },
);
