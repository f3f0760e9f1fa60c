import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManifest } from '../../src/read/manifest.ts';
import { makeFolder, makeRepository } from '../read/make-repository.ts';
import { call, spawnCli } from './door.ts';

const BEGINNING = 'version: 1\ndatabases: { app: { engine: postgresql, version: 16, migrations: m } }\n';

/** As its reader would: pasted below what is there, as it is. */
function pasted(entry: string) {
  return readManifest([{ path: 'lanekeeper.yml', text: `${BEGINNING}${entry}` }], 'lanekeeper.yml');
}

async function declare(sql: string, ...args: string[]): Promise<string> {
  const file = join(makeFolder(), '0001_change.sql');
  writeFileSync(file, sql);
  const { code, out, err } = await call('declare', file, ...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out;
}

describe('what declare prints can be pasted', () => {
  it.each([
    ['a dropped column', 'ALTER TABLE users DROP COLUMN name;', { removes: ['users.name'] }],
    ['a dropped table', 'DROP TABLE users;', { removes: ['users'] }],
    ['an added column', 'ALTER TABLE users ADD COLUMN nick text;', { adds: ['users.nick'] }],
    [
      'columns added and dropped',
      'ALTER TABLE users ADD COLUMN a text, ADD COLUMN b text, DROP COLUMN name;',
      { adds: ['users.a', 'users.b'], removes: ['users.name'] },
    ],
    [
      'a rename',
      'ALTER TABLE users RENAME COLUMN name TO full_name;',
      { adds: ['users.full_name'], removes: ['users.name'] },
    ],
    ['a tightening', 'ALTER TABLE users ALTER COLUMN email SET NOT NULL;', { tightens: ['users.email'] }],
    ['rows written', 'UPDATE users SET email = lower(email) WHERE email <> lower(email);', {}],
    ['quoted names', 'ALTER TABLE "Users" DROP COLUMN "fullName";', { removes: ['"Users"."fullName"'] }],
    [
      'another schema',
      'ALTER TABLE billing.invoices DROP COLUMN total;',
      { removes: ['billing.invoices.total'] },
    ],
    ['an enum value', "ALTER TYPE mood ADD VALUE 'happy';", { adds: ['type:mood.happy'] }],
    ['a view', 'DROP VIEW active_users;', { removes: ['view:active_users'] }],
    [
      'a name with YAML in it',
      'ALTER TABLE users DROP COLUMN "a: [b] # c";',
      { removes: ['users."a: [b] # c"'] },
    ],
    ['a name with a line break and controls', 'ALTER TABLE users DROP COLUMN "a\n\u001b[31mb\u202e";', {}],
    [
      'a name that YAML takes for something else',
      'ALTER TABLE "null" DROP COLUMN "yes";',
      { removes: ['null.yes'] },
    ],
    [
      'many statements',
      Array.from({ length: 30 }, (_, i) => `ALTER TABLE t${i} DROP COLUMN c${i};`).join('\n'),
      {},
    ],
  ])('%s', async (_, sql, expected) => {
    const out = await declare(`${sql}\n`);
    const reading = pasted(out);
    expect(reading, out).toMatchObject({ state: 'valid' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none comes through is what is asked.
    expect(out).not.toMatch(/[\u001b\u202e]/);
    if (reading.state === 'valid') expect(reading.manifest.changes[0]).toMatchObject(expected);
  });

  it('declares what a branch does, and is then valid on it', async () => {
    const repository = makeRepository();
    repository.commit({
      'lanekeeper.yml': BEGINNING,
      'm/0001.sql': 'CREATE TABLE users (id int, name text);\n',
    });
    repository.git('checkout', '-q', '-b', 'pr');
    repository.commit({ 'm/0002.sql': 'ALTER TABLE users DROP COLUMN name;\n' });
    const { code, out } = await call('declare', '--repo', repository.folder, '--base', 'main');
    expect(code).toBe(0);
    expect(pasted(out)).toMatchObject({
      state: 'valid',
      manifest: { changes: [{ removes: ['users.name'] }] },
    });
  });
});

describe('declare', () => {
  it('says where there is nothing to declare', async () => {
    const file = join(makeFolder(), '1.sql');
    writeFileSync(file, 'SELECT 1;\n');
    const said = await call('declare', file);
    expect([said.code, said.out]).toEqual([2, '']);
    expect(said.err).toContain('there is nothing to declare');
  });

  it('tells that an entry may lack what could not be read', () => {
    const file = join(makeFolder(), '1.sql');
    writeFileSync(file, 'ALTER TABLE users DROP COLUMN name;\nALTER TABLE;\n');
    const { code, out, err } = spawnCli(['declare', file]);
    expect(code).toBe(2);
    expect(out).toContain('removes: [users.name]');
    expect(err).toMatch(/could not be read at line 2.*may be missing from the entry/);
  });
});
