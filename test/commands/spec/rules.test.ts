/** The examples of the specification's page on the rules. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../read/make-repository.ts';
import { ask, heldBy } from './asked.ts';

const INDEX = 'CREATE INDEX users_name ON users (name);\n';

async function lint(sql: string) {
  const file = join(makeFolder(), '0001_index.sql');
  writeFileSync(file, `SET lock_timeout = '5s';\n${sql}`);
  return ask('lint', file);
}

describe('rules.md, an exemption in a comment', () => {
  it.each([
    [
      'on the line above',
      `-- lanekeeper: allow online-ddl because the table is empty until launch\n${INDEX}`,
    ],
    [
      'on the line itself',
      `CREATE INDEX users_name ON users (name); -- lanekeeper: allow online-ddl because it is empty\n`,
    ],
  ])('%s is used, and shown with its reason', async (_, sql) => {
    const report = await lint(sql);
    expect(heldBy(report)).toEqual([]);
    expect(report.exemptions).toMatchObject([
      { rule: 'online-ddl', state: 'used', by: 'comment', reason: expect.stringContaining('empty') },
    ]);
  });

  it('without a reason, at another statement, or for a rule that protects data it does not count', async () => {
    const held = async (sql: string) => heldBy(await lint(sql));
    expect(await held(INDEX)).toEqual(['online-ddl']);
    expect(await held(`-- lanekeeper: allow online-ddl\n${INDEX}`)).toContain('online-ddl');
    expect(await held(`-- lanekeeper: allow online-ddl because it is empty\nSELECT 1;\n${INDEX}`)).toContain(
      'online-ddl',
    );
    expect(
      await held(
        '-- lanekeeper: allow undeclared-contract because nobody uses it\nALTER TABLE users DROP COLUMN name;\n',
      ),
    ).toContain('undeclared-contract');
  });
});
