import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectToServer } from '../../../src/query-log/sources/postgresql-connection.ts';
import { logFiles } from '../../../src/query-log/sources/postgresql-settings/log-files.ts';
import { settingProblems } from '../../../src/query-log/sources/postgresql-settings/problems.ts';
import { provenSampling, provesFailures } from '../../../src/query-log/sources/postgresql-settings/proof.ts';
import {
  readServerSettings,
  type ServerSettings,
} from '../../../src/query-log/sources/postgresql-settings/read-settings.ts';
import { probeIn, probeStatement } from '../../../src/query-log/sources/probe.ts';
import { type LiveServer, startLive } from './live-server.ts';

const full = { mode: 'full', rate: 1 };
const setUp = `CREATE ROLE lanekeeper LOGIN; GRANT pg_monitor TO lanekeeper; CREATE ROLE nobody_special LOGIN; CREATE ROLE batch LOGIN; CREATE TABLE users (id int, name text)`;

describe.each([10, 14, 15, 18])('PostgreSQL %i', (version) => {
  let live: LiveServer;
  const destination = version >= 15 ? 'stderr,csvlog,jsonlog' : 'stderr,csvlog';
  const read = (): Promise<ServerSettings> => readServerSettings(live.watcher);
  const change = async (name: string, value: string | null): Promise<void> => {
    await live.app.query(
      value === null ? `ALTER SYSTEM RESET ${name}` : `ALTER SYSTEM SET ${name} = '${value}'`,
    );
    await live.app.query('SELECT pg_reload_conf()');
    // The first process reads the files when it gets the signal, and tells the others.
    await new Promise((resolve) => setTimeout(resolve, 300));
  };
  const texts = async (): Promise<string> =>
    settingProblems(await read())
      .map(({ text, fix }) => `${text} -> ${fix}`)
      .join('\n');

  beforeAll(async () => {
    live = await startLive(
      version,
      {
        logging_collector: 'on',
        log_directory: 'pg_log',
        log_filename: 'pg-%Y-%m-%d_%H%M%S.log',
        log_destination: destination,
        log_timezone: 'UTC',
      },
      setUp,
      'lanekeeper',
    );
    await change('log_min_duration_statement', '0');
    await change('log_line_prefix', '%m [%p] %l %q%u@%d %a ');
  });
  afterAll(() => live?.stop());
  afterEach(async () => {
    await live.app.query('ALTER ROLE batch RESET ALL');
    await live.app.query('ALTER DATABASE app RESET ALL');
  });

  test('every statement is logged: proved, and nothing to put right', async () => {
    expect(provenSampling(await read())).toEqual(full);
    expect(settingProblems(await read())).toEqual([]);
  });

  test('the pattern finds the files that it writes, and a probe in them', async () => {
    await live.app.query(probeStatement(4711));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const files = logFiles(await read());
    expect(files).toMatchObject({
      format: version >= 15 ? 'jsonlog' : 'csvlog',
      prefix: null,
      timezone: 'UTC',
    });
    const pattern = files?.pattern ?? '';
    const matcher = new RegExp(`^${basename(pattern).replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    const found = readdirSync(dirname(pattern)).filter((name) => matcher.test(name));
    expect(found.length).toBe(1);
    const lines = readFileSync(join(dirname(pattern), found[0] ?? ''), 'utf8').split('\n');
    expect(lines.filter((line) => probeIn(line) === 4711).length).toBeGreaterThan(0);
  });

  test.each([
    [
      'log_min_duration_statement',
      '250ms',
      'threshold',
      'not every statement is logged -> ALTER SYSTEM SET log_min_duration_statement = 0; SELECT pg_reload_conf();',
    ],
    ['log_min_error_statement', 'panic', 'threshold', 'ALTER SYSTEM SET log_min_error_statement = error;'],
    ['log_min_messages', 'fatal', 'threshold', 'ALTER SYSTEM SET log_min_messages = warning;'],
  ])('%s = %s proves nothing', async (name, value, mode, told) => {
    await change(name, value);
    expect(provenSampling(await read()).mode).toBe(mode);
    expect(provesFailures(await read())).toBe(name === 'log_min_duration_statement');
    expect(await texts()).toContain(told);
    await change(name, name === 'log_min_duration_statement' ? '0' : null);
    expect(provenSampling(await read())).toEqual(full);
  });

  test.each([
    [
      'ALTER ROLE batch SET log_min_duration_statement = -1',
      'ALTER ROLE batch RESET log_min_duration_statement;',
    ],
    [
      "ALTER ROLE batch IN DATABASE app SET log_min_duration_statement = '5s'",
      'ALTER ROLE batch IN DATABASE app RESET log_min_duration_statement;',
    ],
    ['ALTER DATABASE app SET log_min_messages = panic', 'ALTER DATABASE app RESET log_min_messages;'],
  ])('%s: nothing is proved, and the way back is told', async (override, fix) => {
    await live.app.query(override);
    const watcher = await connectToServer(live.address());
    const settings = await readServerSettings(watcher);
    await watcher.end();
    expect(provenSampling(settings).mode).toBe('threshold');
    expect(settingProblems(settings).map((problem) => problem.fix)).toContain(fix);
    await live.app.query('ALTER ROLE batch IN DATABASE app RESET ALL');
  });

  test('an override that logs as much, or of another database, breaks nothing', async () => {
    await live.app.query("ALTER ROLE batch SET log_statement = 'all'");
    await live.app.query('ALTER ROLE batch IN DATABASE postgres SET log_min_duration_statement = -1');
    expect(provenSampling(await read())).toEqual(full);
    await live.app.query('ALTER ROLE batch IN DATABASE postgres RESET ALL');
  });

  test.runIf(version >= 14)('a sample is a sample, and a sample of all is all', async () => {
    await change('log_min_duration_statement', '-1');
    await change('log_transaction_sample_rate', '0.25');
    expect(provenSampling(await read())).toEqual({ mode: 'random', rate: 0.25 });
    await change('log_transaction_sample_rate', '1');
    expect(provenSampling(await read())).toEqual(full);
    await change('log_transaction_sample_rate', null);
    await change('log_min_duration_sample', '0');
    await change('log_statement_sample_rate', '0.5');
    expect(provenSampling(await read())).toEqual({ mode: 'random', rate: 0.5 });
    await change('log_min_duration_sample', null);
    await change('log_statement_sample_rate', null);
    await change('log_min_duration_statement', '0');
  });

  test('who may not see the settings proves no place, and is told what to grant', async () => {
    const watcher = await connectToServer(live.address('nobody_special'));
    const settings = await readServerSettings(watcher);
    await watcher.end();
    expect(logFiles(settings)?.pattern ?? null).toBeNull();
    expect(settings.pending).toBeNull();
    expect(provenSampling(settings)).toEqual(full);
  });

  test('a prefix without what is needed is told', async () => {
    const settings = await read();
    const stderr = new Map([...settings.settings, ['log_destination', 'stderr'], ['log_line_prefix', '%u ']]);
    const problems = settingProblems({ ...settings, settings: stderr });
    expect(problems.map(({ text }) => text.replace(/ \(.*/, ''))).toEqual([
      'log_line_prefix has no time',
      'log_line_prefix has no session',
      'log_line_prefix has no database',
      'log_line_prefix has no application name',
    ]);
    const syslog = new Map([...settings.settings, ['log_destination', 'syslog']]);
    expect(settingProblems({ ...settings, settings: syslog })[0]?.text).toContain('cannot be followed');
  });
});
