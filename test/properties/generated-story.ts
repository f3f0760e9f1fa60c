/** A real repository with a history that a seed tells, and the evidence that the outside would have of it. */
import { Story } from '../../src/commands/demo/story.ts';
import { EVOLUTIONS, type Evolution, START, type Stage } from './evolutions.ts';
import { type Random, randomFrom } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const time = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');

export interface GeneratedStory {
  story: Story;
  evolution: Evolution;
  /** The branch that is proposed. */
  stage: Stage;
  environments: string[];
}

function manifestOf(evolution: Evolution, environments: readonly string[]): string {
  return `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations, telemetry: log }
telemetry: { log: { type: file, path: telemetry.json, sources: [pg] } }
flags: { type: file, path: flags.json }
approval: { approvers: ["@acme/dba"], expires: 3d }
environments: [${environments.map((name) => `{ name: ${name} }`).join(', ')}]
changes:
  ${evolution.entry}
`;
}

function merge(story: Story, random: Random, branch: string): string {
  if (random.chance(0.5)) return story.merge(branch);
  story.git('checkout', '-q', 'main');
  story.git('merge', '-q', '--no-ff', '-m', `Merge ${branch}`, branch);
  return story.git('rev-parse', 'HEAD');
}

function deploy(story: Story, random: Random, environments: readonly string[], commit: string): void {
  const { deployments } = story.evidence;
  for (const environment of environments) {
    const back = deployments.find((row) => row.environment === environment && row.state === 'success');
    if (random.chance(0.1)) continue;
    const unhappy = random.pick(['failure', 'error', 'in_progress', 'queued']);
    const state = random.chance(0.88) ? 'success' : unhappy;
    deployments.push({ environment, commit, state, at: story.now });
    if (back && random.chance(0.07))
      deployments.push({ environment, commit: back.commit, state: 'success', at: story.now });
  }
}

const NONE = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };

function usageRow(random: Random, environment: string, objects: readonly string[], now: number): unknown {
  const reads = random.chance(0.15) ? 7 : 0;
  return {
    environment,
    protocol: '1',
    generated_at: time(now),
    window: { from: time(now - 30 * DAY), to: time(now) },
    coverage: {
      sources: [
        {
          id: 'pg',
          kind: 'postgresql-log',
          required: true,
          from: time(now - (random.chance(0.05) ? 3 : 90) * DAY),
          to: time(now),
          gaps: [],
          sampling: { mode: random.chance(0.03) ? 'random' : 'full', rate: 1 },
          statements: 1000,
          unparsed: random.chance(0.03) ? 2 : 0,
        },
      ],
      missing: random.chance(0.03) ? ['replica'] : [],
    },
    usage: objects.map((object) => ({
      object,
      state: reads > 0 ? 'observed' : 'zero',
      reads: { ...NONE, explicit: reads },
      writes: NONE,
      ignored: 0,
      first_seen: reads > 0 ? time(now - 5 * DAY) : null,
      last_seen: reads > 0 ? time(now - DAY) : null,
      by: reads > 0 ? [{ service: 'billing', user: null, reads, writes: 0, last_seen: time(now - DAY) }] : [],
      samples: [],
    })),
  };
}

function progressRows(random: Random, environment: string, name: string, now: number) {
  const complete = random.chance(0.93);
  const diverged = random.chance(0.05) ? 50 : 0;
  return {
    backfill: {
      environment,
      name,
      state: complete ? 'complete' : random.pick(['running', 'paused', 'failed']),
      total: 100,
      done: complete ? 100 : 60,
      failed: 0,
      rate: 10,
      checkpoint: null,
      updated_at: time(now),
      verified_at: null,
      errors: [],
    },
    comparison: {
      environment,
      name,
      window: { from: time(now - 120 * DAY), to: time(now) },
      compared: random.chance(0.03) ? 0 : 1000,
      diverged,
      unknown: 0,
      last_diverged: diverged > 0 ? time(now - HOUR) : null,
      samples: [],
    },
  };
}

/** What telemetry, flags and people say at the moment of the decision: mostly what lets through. */
function testify(generated: Omit<GeneratedStory, 'stage'>, stage: Stage, random: Random): void {
  const { story, evolution, environments } = generated;
  const now = Date.parse(story.now);
  const { evidence } = story;
  for (const environment of environments) {
    if (evolution.objects.length > 0 && random.chance(0.96))
      evidence.usage.push(usageRow(random, environment, evolution.objects, now));
    if (evolution.id === 'rename-name') {
      const { backfill, comparison } = progressRows(random, environment, evolution.id, now);
      if (random.chance(0.96)) evidence.backfills.push(backfill);
      if (random.chance(0.96)) evidence.comparisons.push(comparison);
    }
    for (const key of evolution.flags) {
      const since = random.chance(0.9) ? time(now - 40 * DAY) : null;
      if (random.chance(0.96))
        evidence.flags.push({ key, environment, enabled: random.chance(0.95) ? 1 : 0.5, since });
    }
  }
  evidence.teams['@acme/dba'] = random.chance(0.95) ? ['octocat', 'hexcat'] : ['octocat'];
  if (stage.approved && random.chance(0.8))
    story.approve(evolution.id, random.chance(0.93) ? 'octocat' : 'hubot', stage.name);
  if (stage.approved && random.chance(0.2)) story.approve(evolution.id, 'hexcat', stage.name);
}

/** Merges and deploys the stages before the one that is proposed; now and then one is left out. */
export function tellStory(seed: number): GeneratedStory {
  const random = randomFrom(seed);
  const evolution = EVOLUTIONS[seed % EVOLUTIONS.length] ?? EVOLUTIONS[0];
  const environments = ['staging', 'production', 'edge'].slice(0, 1 + Math.floor(random.next() * 3));
  const story = new Story('2026-03-01T10:00:00Z');
  const pass = (days: number): void => {
    story.now = time(Date.parse(story.now) + days * DAY);
  };
  const start = story.commit('start', { ...START, 'lanekeeper.yml': manifestOf(evolution, environments) });
  for (const environment of environments)
    story.evidence.deployments.push({ environment, commit: start, state: 'success', at: story.now });
  const last = Math.floor(random.next() * evolution.stages.length);
  for (const earlier of evolution.stages.slice(0, last)) {
    pass(random.pick([0.1, 1, 8]));
    if (random.chance(0.05)) continue;
    story.propose(earlier.name, earlier.files);
    const merged = merge(story, random, earlier.name);
    pass(random.pick([0.1, 0.5]));
    deploy(story, random, environments, merged);
  }
  pass(random.pick([0.1, 0.5, 8, 15]));
  const stage = evolution.stages[last] ?? evolution.stages[0];
  if (!stage) throw new Error('an evolution has stages');
  story.propose(stage.name, stage.files);
  pass(0.1);
  testify({ story, evolution, environments }, stage, random);
  return { story, evolution, stage, environments };
}
