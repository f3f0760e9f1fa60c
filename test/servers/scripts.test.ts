import { describe, expect, test } from 'vitest';
import { baseSchema } from './cases/case.ts';
import { schemaScripts } from './cases/schema-scripts.ts';
import { type Script, sessionScripts, transactionScripts } from './cases/scripts.ts';
import { compareCatalogs } from './compare.ts';
import { attempt } from './connect.ts';
import { prepareDatabase } from './measure.ts';
import { readServerCatalog } from './server-catalog.ts';
import { askEach, type Server, useServers } from './servers.ts';
import { tell } from './told.ts';

const servers = useServers('scripts');
const expectSame = async (script: Script, ask: (server: Server) => Promise<string[]>): Promise<void> => {
  expect(await askEach(servers, script, ask), script.sql).toEqual([]);
};

/** SQLSTATE of the two refusals that Lanekeeper foretells; others (a database that is not there) come later than these. */
async function runScript({ runner }: Server, sql: string): Promise<string | null> {
  await prepareDatabase(runner, baseSchema);
  const refused = await attempt(runner, sql);
  if (refused) await runner.query('ROLLBACK');
  return refused ? refused.code : null;
}

describe.each(transactionScripts)('transaction: $id', (script) => {
  test('is refused as told', async () => {
    await expectSame(script, async (server) => {
      const code = await runScript(server, script.sql);
      const told = tell({ setup: baseSchema, statement: script.sql }, server.version, 'implicit');
      const forbids = told.statements.some((it) => it.forbidsTransaction !== null && it.transaction !== null);
      const uncommitted = told.statements.some((it) => it.uncommittedEnumValues.length > 0);
      const ours = forbids ? '25001' : uncommitted ? '55P04' : null;
      if (told.problems.length > 0) return told.problems;
      return (code === '25001' || code === '55P04' ? code : null) === ours
        ? []
        : [`server ${code}, told ${ours}`];
    });
  });
});

describe.each(sessionScripts)('session: $id', (script) => {
  test('leaves the settings and schema that are told', async () => {
    await expectSame(script, async (server) => {
      const code = await runScript(server, script.sql);
      if (code) return [`the server refused it: ${code}`];
      const [row] = await server.runner.query("SELECT current_setting('lock_timeout') <> '0' AS inforce");
      const catalog = await readServerCatalog(server.runner);
      const told = tell({ setup: baseSchema, statement: script.sql }, server.version, 'implicit');
      const lockTimeout = told.statements.at(-1)?.lockTimeout;
      const settings = row?.inforce === lockTimeout ? [] : [`lock_timeout in force: told ${lockTimeout}`];
      return [
        ...told.problems,
        ...settings,
        ...compareCatalogs(told.catalog, catalog).map(({ text }) => text),
      ];
    });
  });
});

describe.each(schemaScripts)('schema: $id', (script) => {
  test('leaves the schema that is replayed', async () => {
    await expectSame(script, async (server) => {
      await prepareDatabase(server.runner, baseSchema.replaceAll(/INSERT[^;]*;/g, ''));
      for (const sql of script.sql.split('; ')) await server.runner.query(sql);
      const catalog = await readServerCatalog(server.runner);
      const told = tell({ setup: baseSchema, statement: script.sql }, server.version);
      return [...told.problems, ...compareCatalogs(told.catalog, catalog).map(({ text }) => text)];
    });
  });
});
