/** Code that leans on a part of something old waits for the part: the table's own migration says nothing of it. */
import { describe, expect, it } from 'vitest';
import { Story } from '../../src/commands/demo/story.ts';

const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations }
environments: [{ name: production }]
changes:
  nickname: { adds: [users.nickname] }
  happy: { adds: ["type:mood.happy"] }
`;

const START = {
  'lanekeeper.yml': MANIFEST,
  'db/migrations/0001_users.sql':
    "CREATE TYPE mood AS ENUM ('sad');\nCREATE TABLE users (id bigint PRIMARY KEY, mood mood);\n",
};

const NEEDS = [
  {
    part: 'a column',
    code: "export const users = 'SELECT nickname FROM users';\n",
    expand: 'ALTER TABLE users ADD COLUMN nickname text;\n',
  },
  {
    part: 'an enum value',
    code: "export const happy = 'UPDATE users SET mood = $happy';\n",
    expand: "ALTER TYPE mood ADD VALUE 'happy';\n",
  },
];

describe.each(NEEDS)('code that needs $part', ({ code, expand }) => {
  it('waits until it is merged, then until it is deployed, then passes', async () => {
    const story = new Story('2026-10-01T10:00:00Z');
    try {
      story.commit('start', START);
      story.deploy('production');
      const verdict = async (): Promise<string> => {
        story.propose('code', { 'src/users.ts': code });
        return (await story.check('code')).verdict.word;
      };
      const words = [await verdict()];
      story.propose('expand', { 'db/migrations/0002_expand.sql': expand });
      story.merge('expand');
      words.push(await verdict());
      story.deploy('production', 'main');
      words.push(await verdict());
      expect(words).toEqual(['wait', 'wait', 'pass']);
    } finally {
      story.remove();
    }
  });
});
