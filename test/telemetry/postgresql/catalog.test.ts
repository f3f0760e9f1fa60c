import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSchema } from '../../../src/query-log/sources/postgresql-catalog/read-catalog.ts';
import { type ColumnSchema, ColumnSession, readColumnSchema } from '../../../src/sql/columns.ts';
import { prepareSql } from '../../../src/sql/index.ts';
import { seeded } from '../../servers/columns/random.ts';
import { randomStatements } from '../../servers/columns/random-statements.ts';
import { pgbenchSchema, pgbenchStatements, schema } from '../../servers/columns/schema.ts';
import { statements } from '../../servers/columns/statements.ts';
import { type LiveServer, startLive } from './live-server.ts';
import { richSchema, richStatements } from './rich-schema.ts';

beforeAll(() => prepareSql('postgresql'));

const DUMPED = 15;

/** Debian's pg_dump reads servers up to its own version. */
function dump(socket: string): string {
  const { stdout, stderr, status } = spawnSync(
    'pg_dump',
    ['--schema-only', '-h', socket, '-U', 'postgres', 'app'],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`pg_dump failed (apt-get install postgresql-client-15): ${stderr}`);
  return stdout;
}

/** Without where it was written, in one order, and with NOT NULL by its column: the reader gives it a name of its own. */
function comparable({ catalog }: ColumnSchema): unknown {
  for (const { constraints } of Object.values(catalog.tables))
    for (const [name, constraint] of Object.entries(constraints)) {
      if (constraint.kind !== 'not-null') continue;
      delete constraints[name];
      constraints[`not null ${constraint.columns.join()}`] = constraint;
    }
  const sort = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sort);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([key]) => key !== 'place');
    return Object.fromEntries(
      entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sort(one)]),
    );
  };
  return sort({ ...catalog, schemas: [...catalog.schemas].sort() });
}

/** One line for each statement of which the two do not say the same. */
function disagreements(ours: ColumnSchema, theirs: ColumnSchema, version: number, asked: string[]): string[] {
  const options = { version, defaultSchema: 'public' };
  return asked.flatMap((statement) => {
    const [a, b] = [ours, theirs].map((one) =>
      JSON.stringify(new ColumnSession(one, options).read(statement)),
    );
    return a === b ? [] : [`${a}\n${b}`.replaceAll('"', "'")];
  });
}

describe.each([10, 15, 18])('PostgreSQL %i', (version) => {
  let live: LiveServer;
  const options = { version, defaultSchema: 'public' };
  beforeAll(async () => {
    live = await startLive(version);
  });
  afterAll(() => live?.stop());

  test('the labelled schema: equal to what its own DDL makes, for a thousand statements', async () => {
    const plain = version < 12 ? schema.replace('GENERATED ALWAYS AS (c1 + c2) STORED', '') : schema;
    await live.app.query(plain + pgbenchSchema);
    const ours = readColumnSchema((await readSchema(live.watcher)).ddl, options);
    const theirs = readColumnSchema(plain + pgbenchSchema, options);
    expect(ours.problems).toEqual([]);
    expect(ours.catalog.incomplete).toBe(false);
    const asked = [...statements, ...pgbenchStatements, ...randomStatements(seeded(7), 800)];
    expect(disagreements(ours, theirs, version, asked)).toEqual([]);
    expect(comparable(ours)).toEqual(comparable(theirs));
  });

  test('a rich schema: equal to what pg_dump or its own DDL makes', async () => {
    await live.app.query(
      `DROP SCHEMA public CASCADE; DROP SCHEMA billing CASCADE; CREATE SCHEMA public; ${richSchema(version)}`,
    );
    const ours = readColumnSchema((await readSchema(live.watcher)).ddl, options);
    const text = version <= DUMPED ? dump(live.server.socket) : richSchema(version);
    const theirs = readColumnSchema(text, options);
    expect(ours.problems).toEqual([]);
    expect(theirs.problems).toEqual([]);
    expect(disagreements(ours, theirs, version, richStatements)).toEqual([]);
    expect(comparable(ours)).toEqual(comparable(theirs));
  });
});
