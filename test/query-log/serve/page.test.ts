/** docs/query-log.md: its commands run as they are written, its configuration is one, its limits are those. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../../src/commands/query-log/serve/read-config.ts';
import { inGroups } from '../../../src/numbers.ts';
import { LIMITS } from '../../../src/query-log/serve/limits.ts';
import { type SpawnedServer, spawnServer } from './spawn-server.ts';

const page = readFileSync('docs/query-log.md', 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, body = '']) => body,
  );

const cwd = mkdtempSync(join(tmpdir(), 'lanekeeper-page-'));
let serving: SpawnedServer;
beforeAll(async () => {
  writeFileSync(join(cwd, 'schema.sql'), 'CREATE TABLE users (id int PRIMARY KEY, name text);');
  serving = await spawnServer(['--store', 'page.sqlite', '--schema', 'schema.sql', '--records', 'edge'], {
    cwd,
  });
});
afterAll(async () => {
  await serving?.end('SIGKILL');
  rmSync(cwd, { recursive: true, force: true });
});

test.each(blocks('sh').map((block) => [block]))('%s', (block) => {
  const script = block
    .replaceAll('http://127.0.0.1:8432', serving.url)
    .replaceAll('curl -sS', 'curl -sS --fail-with-body');
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
    cwd,
    encoding: 'utf8',
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
  expect(stdout).not.toContain('partialSuccess');
});

test('what was pushed above, once as a record and once as a span, is in the answer', async () => {
  const window = { from: '2026-11-01T00:00:00Z', to: '2026-11-01T00:01:00Z' };
  const { body } = await serving.ask('/v1/usage', {
    body: { protocol: '1', database: 'app', window, objects: ['users.name'] },
  });
  expect(body.usage[0]).toMatchObject({ reads: { explicit: 2 }, writes: { failed: 3 } });
});

test('its configuration is one', () => {
  const config = blocks('yaml').find((block) => block.startsWith('store:')) ?? '';
  const { mistakes, config: read } = readConfig(config, 'query-log.yml');
  expect(mistakes).toEqual([]);
  expect(read?.databases.map(({ name }) => name)).toEqual(['app', 'billing', 'shop']);
});

test('its limits are those of the server', () => {
  const MIB = 1024 * 1024;
  const {
    objects,
    question,
    window,
    delivery,
    lines,
    questionsAtOnce,
    deliveriesAtOnce,
    headTime,
    bodyTime,
  } = LIMITS;
  const said = page.slice(page.indexOf('## Limits')).replace(/\s+/g, ' ');
  expect(said).toContain(
    `${inGroups(objects)} objects, ${question / MIB} MiB and ${window / 86_400_000} days`,
  );
  expect(said).toContain(`spans ${delivery / MIB} MiB unpacked`);
  expect(said).toContain(
    `${inGroups(lines)} lines. ${questionsAtOnce} questions and ${deliveriesAtOnce} batches`,
  );
  expect(said).toContain(`within ${headTime / 1000} s, a body within ${bodyTime / 1000} s`);
});
