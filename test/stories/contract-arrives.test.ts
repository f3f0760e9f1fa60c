/** A contract that is merged, and reaches an environment whose table the same history made. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Story } from '../../src/commands/demo/story.ts';

const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations, telemetry: log }
telemetry:
  log: { type: file, path: telemetry.json, sources: [pg] }
environments: [{ name: production }]
changes:
  drop-legacy: { removes: [users.legacy] }
`;

describe('a deployment that brings a contract', () => {
  let story: Story;
  beforeAll(() => {
    story = new Story('2026-10-01T10:00:00Z');
    story.commit('start', {
      'lanekeeper.yml': MANIFEST,
      'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, legacy text);\n',
    });
    story.deploy('production');
    story.propose('drop', { 'db/migrations/0002_drop.sql': 'ALTER TABLE users DROP COLUMN legacy;\n' });
    story.merge('drop');
  });
  afterAll(() => story.remove());

  it('asks for its proof, though the base is replayed as a whole', async () => {
    const { verdict } = await story.checkDeploy('production', 'main');
    const held = verdict.findings.filter(({ status }) => status !== 'ok').map(({ rule }) => rule);
    expect(verdict.word).toBe('error');
    expect(new Set(held)).toEqual(new Set(['deploy-order']));
    expect(verdict.findings.map(({ message }) => message).join('\n')).toContain('quiet: ');
  });

  it('asks nothing of one that is there already', async () => {
    story.deploy('production', 'main');
    expect((await story.checkDeploy('production', 'main')).verdict.word).toBe('pass');
  });
});
