import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '../seed.ts';
import { compareCatalogs } from './compare.ts';
import { attempt } from './connect.ts';
import { prepareDatabase } from './measure.ts';
import { schemaChanges } from './random-schema.ts';
import { readServerCatalog } from './server-catalog.ts';
import { type Server, useServers } from './servers.ts';
import { tell } from './told.ts';

const servers = useServers('random_schema');

const setup =
  "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE users (id integer PRIMARY KEY, name text, n bigint);";

/** Keeps the statements that the server takes, so that what is replayed is what happened. */
async function runAll({ runner }: Server, statements: string[]): Promise<string> {
  await prepareDatabase(runner, setup);
  const taken: string[] = [];
  for (const sql of statements) if ((await attempt(runner, sql)) === null) taken.push(sql);
  return taken.join(';\n');
}

test('the replayed schema is the server’s after any sequence of changes', async () => {
  await Promise.all(
    servers.map((server) =>
      fc.assert(
        fc.asyncProperty(schemaChanges, async (statements) => {
          const taken = await runAll(server, statements);
          const told = tell({ setup, statement: taken }, server.version);
          const differences = compareCatalogs(told.catalog, await readServerCatalog(server.runner));
          expect(
            [...told.problems, ...differences.map(({ text }) => text)],
            `${server.version}: ${taken}`,
          ).toEqual([]);
        }),
        { seed, numRuns: 60 },
      ),
    ),
  );
});
