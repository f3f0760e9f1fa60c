/** What `query-log serve` is told wrong: each mistake says what to do, and nothing is begun. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { run } from '../../../src/commands/query-log/serve.ts';
import { UserError } from '../../../src/user-error.ts';

const cwd = mkdtempSync(join(tmpdir(), 'lanekeeper-refusals-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

async function refusal(args: string[], env: Record<string, string>): Promise<UserError> {
  for (const name of ['DATABASE_URL', 'LANEKEEPER_QUERY_LOG_TOKEN']) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const error: unknown = await run(args).catch((thrown: unknown) => thrown);
  if (error instanceof UserError) return error;
  throw error;
}

test.each([
  [
    'another machine without a token',
    ['--listen', '0.0.0.0:0'],
    {},
    /without a token it does not listen on 0\.0\.0\.0/,
  ],
  [
    'a token that is not there',
    ['--token-env', 'NOT_THERE'],
    {},
    /NOT_THERE, which should hold a token, is not set/,
  ],
  ['a token that is too short', ['--token-env', 'SHORT'], { SHORT: 'abc' }, /SHORT holds no fit token/],
  ['an address that is none', ['--listen', 'here'], {}, /--listen "here" is no address/],
  [
    'a configuration that is not there',
    ['--config', 'no.yml'],
    {},
    /"no\.yml" could not be read: there is no such file/,
  ],
  [
    'a configuration and an option of one',
    ['--config', 'no.yml', '--log', 'x'],
    {},
    /--log and --config do not go together/,
  ],
  ['a schema that is not there', ['--schema', 'no.sql'], {}, /"no\.sql" could not be read/],
  [
    'a database that is not told',
    ['--postgres-env', 'NO_URL'],
    {},
    /NO_URL, which should hold the address of the database, is not set/,
  ],
  [
    'an option of PostgreSQL beside another server',
    ['--mysql-env', 'SHOP_URL', '--pg-stat-statements'],
    { SHOP_URL: 'mariadb://u@h/app' },
    /--pg-stat-statements is of PostgreSQL, and the database is MariaDB/,
  ],
  ['digests of no server', ['--digests', '--schema', 'x.sql'], {}, /--digests asks the server/],
  [
    'an address of another server',
    ['--mysql-env', 'SHOP_URL', '--log', 'slow.log'],
    { SHOP_URL: 'postgresql://u@h/app' },
    /SHOP_URL holds no MySQL or MariaDB address/,
  ],
  ['an option that there is not', ['--potgres-env', 'X'], {}, /no option "--potgres-env"/],
])('%s is refused with what to do', async (_name, given, env, message) => {
  const error = await refusal(['--store', join(cwd, 'refused.sqlite'), ...given], env);
  expect(error.message).toMatch(message);
  expect(error.next).not.toBe('');
});

test('all mistakes of a configuration are told at once, with their places', async () => {
  writeFileSync(
    join(cwd, 'bad.yml'),
    'listen: nowhere\ndatabases:\n  app:\n    engine: postgres\n    sources:\n      pg: { type: postgresql-log, pth: /x }\n',
  );
  const { message } = await refusal(['--config', join(cwd, 'bad.yml')], {});
  expect(message).toMatch(
    /bad\.yml:1:9 listen is 'nowhere'[\s\S]*bad\.yml:4:13 [\s\S]*did you mean 'postgresql'/,
  );
  expect(message).toMatch(/bad\.yml:6:\d+ unknown key 'pth' in [\s\S]*did you mean 'path'/);
});
