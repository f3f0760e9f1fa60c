/** The split of users.name, scene by scene: what happens, what is asked, and which verdict the engine must come to. */
import type { Decision, VerdictWord } from '../../model.ts';
import { CONTRACT, DUAL_WRITE, EXPAND, READ_NEW, RELAX, STOP_OLD, startWith } from './shop.ts';
import type { Story } from './story.ts';

export interface Scene {
  title: string;
  expected: VerdictWord;
  play(story: Story): Promise<Decision>;
}

const HOUR = 3_600_000;

/** Merges a branch and deploys it to both environments. */
function ship(story: Story, branch: string): void {
  story.merge(branch);
  story.deploy('staging');
  story.deploy('production');
}

function begin(story: Story): void {
  story.commit('A shop with users', startWith(story.telemetry.manifest));
  story.deploy('staging');
  story.deploy('production');
}

export const scenes: Scene[] = [
  {
    title: 'Somebody renames the column in place',
    expected: 'block',
    play: (story) => {
      begin(story);
      story.now = '2026-09-01T10:00:00Z';
      story.propose('rename', {
        'db/migrations/0002_rename.sql': 'ALTER TABLE users RENAME COLUMN name TO full_name;\n',
      });
      return story.check('rename');
    },
  },
  {
    title: 'Expand: two nullable columns beside the old one',
    expected: 'pass',
    play: (story) => {
      story.propose('expand', EXPAND);
      return story.check('expand');
    },
  },
  {
    title: 'Code that writes both shapes, while the schema is merged but not deployed',
    expected: 'wait',
    play: (story) => {
      story.merge('expand');
      story.propose('dual-write', DUAL_WRITE);
      return story.check('dual-write');
    },
  },
  {
    title: 'The same pull request once the migration is in every environment',
    expected: 'pass',
    play: (story) => {
      story.now = '2026-09-02T10:00:00Z';
      story.deploy('staging');
      story.deploy('production');
      return story.check('dual-write');
    },
  },
  {
    title: 'Reads move to the new shape while the backfill still runs',
    expected: 'wait',
    play: async (story) => {
      story.now = '2026-09-03T10:00:00Z';
      ship(story, 'dual-write');
      await story.telemetry.backfill(story.now, 'running', 12_000_000);
      story.propose('read-new', READ_NEW);
      return story.check('read-new');
    },
  },
  {
    title: 'The backfill is complete, and a week of comparisons agrees',
    expected: 'pass',
    play: async (story) => {
      story.now = '2026-09-12T10:00:00Z';
      await story.telemetry.backfill(story.now, 'complete', 50_000_000);
      await story.telemetry.compare('2026-09-05T10:00:00Z', story.now);
      return story.check('read-new');
    },
  },
  {
    title: 'Code stops writing the old column, which is still NOT NULL',
    expected: 'block',
    play: (story) => {
      ship(story, 'read-new');
      for (const environment of ['staging', 'production']) {
        story.evidence.flags.push({
          key: 'users.read-split-name',
          environment,
          enabled: 1,
          since: '2026-09-13T00:00:00Z',
        });
      }
      story.now = '2026-09-14T10:00:00Z';
      story.propose('stop-old', STOP_OLD);
      return story.check('stop-old');
    },
  },
  {
    title: 'The old column is made nullable, and the new reads have soaked for a week',
    expected: 'pass',
    play: (story) => {
      story.propose('relax', RELAX);
      ship(story, 'relax');
      story.now = '2026-09-21T10:00:00Z';
      story.propose('stop-old', STOP_OLD);
      return story.check('stop-old');
    },
  },
  {
    title: 'Contract, two days later: billing still reads the column',
    expected: 'wait',
    play: async (story) => {
      story.now = '2026-09-22T10:00:00Z';
      ship(story, 'stop-old');
      story.propose('contract', CONTRACT);
      story.now = '2026-09-24T10:00:00Z';
      await story.telemetry.compare('2026-09-15T10:00:00Z', '2026-09-22T10:00:00Z');
      await story.telemetry.watch(story.now, {
        production: [{ service: 'billing', count: 1204, ago: 3 * HOUR }],
      });
      return story.check('contract');
    },
  },
  {
    title: 'The same with every piece of evidence taken away',
    expected: 'error',
    play: (story) => story.telemetry.without(() => story.check('contract', null)),
  },
  {
    title: 'Quiet for 14 days, soaked, announced long enough: a person is missing',
    expected: 'wait',
    play: async (story) => {
      story.now = '2026-10-10T10:00:00Z';
      await story.telemetry.watch(story.now, {});
      return story.check('contract');
    },
  },
  {
    title: 'A database administrator approves this very content',
    expected: 'pass',
    play: (story) => {
      story.evidence.teams['@acme/dba'] = ['octocat'];
      story.approve('split-user-name', 'octocat', 'contract');
      return story.check('contract');
    },
  },
  {
    title: 'The column is gone. Somebody rolls production back to code that reads it',
    expected: 'block',
    play: (story) => {
      const before = story.git('rev-parse', 'main~2');
      ship(story, 'contract');
      story.now = '2026-10-11T10:00:00Z';
      return story.checkDeploy('production', before);
    },
  },
  {
    title: 'A rollback to the commit just before the contract',
    expected: 'pass',
    play: (story) => story.checkDeploy('production', 'main~1'),
  },
];
