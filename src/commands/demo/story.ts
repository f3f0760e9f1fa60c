/** A real git repository with a history told step by step, and the evidence that the outside would have of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { check } from '../../check.ts';
import type { Decision, Sha } from '../../model.ts';
import { openLocalWorld } from '../../world.ts';
import { AnswersFromFile } from './answers-from-file.ts';
import type { Telemetry } from './telemetry.ts';

/** The parts of an evidence file, as plain JSON. */
export interface StoryEvidence {
  deployments: { id?: string; environment: string; commit: Sha; state: string; at: string }[];
  approvals: { change: string; head: Sha; by: string; at: string; override?: string }[];
  teams: Record<string, string[]>;
  flags: { key: string; environment: string; enabled: number; since: string | null }[];
  usage: unknown[];
  comparisons: unknown[];
  backfills: unknown[];
  pull_request: { number: number; author: string; last_pusher: string };
}

/** Path -> content; null deletes. */
export type Files = Record<string, string | null>;

/** A part that is there answers all questions of its kind, also when it is empty: what a server is asked must not be. */
function withoutTelemetry({
  usage: _,
  comparisons: __,
  backfills: ___,
  ...rest
}: Partial<StoryEvidence>): Partial<StoryEvidence> {
  return rest;
}

export class Story {
  readonly folder: string;
  now: string;
  readonly evidence: StoryEvidence = {
    deployments: [],
    approvals: [],
    teams: {},
    flags: [],
    usage: [],
    comparisons: [],
    backfills: [],
    pull_request: { number: 1, author: 'hubot', last_pusher: 'hubot' },
  };

  readonly telemetry: Telemetry;

  /** `telemetry`: without it, what it would say stands in the evidence. */
  constructor(now: string, telemetry?: Telemetry) {
    this.telemetry = telemetry ?? new AnswersFromFile(this.evidence);
    this.folder = mkdtempSync(join(tmpdir(), 'lanekeeper-'));
    this.now = now;
    this.git('init', '-q', '-b', 'main');
  }

  /** Runs git here, deterministic and deaf to the machine's configuration. */
  git(...args: string[]): string {
    const who = { NAME: 'Lanekeeper', EMAIL: 'demo@lanekeeper.invalid', DATE: this.now };
    const identity = Object.entries(who).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]);
    const env = {
      ...process.env,
      ...Object.fromEntries(identity),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    };
    return execFileSync('git', args, {
      cwd: this.folder,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  }

  /** Commits files on the branch that is checked out. */
  commit(message: string, files: Files): Sha {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.folder, path);
      if (content === null) rmSync(file);
      else {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, content);
      }
    }
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', message);
    return this.git('rev-parse', 'HEAD');
  }

  /** A branch cut from `main` with one commit: a pull request. Stays checked out. */
  propose(branch: string, files: Files, message = branch): Sha {
    this.git('checkout', '-q', '-B', branch, 'main');
    return this.commit(message, files);
  }

  /** Merges a branch as most teams do: squashed, so that its commits are no ancestors of anything. */
  merge(branch: string): Sha {
    this.git('checkout', '-q', 'main');
    this.git('merge', '-q', '--squash', branch);
    this.git('commit', '-q', '--allow-empty', '-m', `Merge ${branch}`);
    return this.git('rev-parse', 'HEAD');
  }

  /** Records a deployment of a ref. */
  deploy(environment: string, ref = 'main', state = 'success'): void {
    this.evidence.deployments.push({ environment, commit: this.git('rev-parse', ref), state, at: this.now });
  }

  approve(change: string, by: string, ref: string): void {
    this.evidence.approvals.push({ change, head: this.git('rev-parse', ref), by, at: this.now });
  }

  /** Decides a branch against `main` with the evidence so far; `evidence` null: with none at all. */
  async check(branch: string, evidence: Partial<StoryEvidence> | null = this.evidence): Promise<Decision> {
    return this.decide(branch, null, evidence);
  }

  async checkDeploy(
    environment: string,
    ref: string,
    evidence: Partial<StoryEvidence> | null = this.evidence,
  ): Promise<Decision> {
    return this.decide(ref, environment, evidence);
  }

  private async decide(
    head: string,
    environment: string | null,
    evidence: Partial<StoryEvidence> | null,
  ): Promise<Decision> {
    const told =
      evidence === null || this.telemetry.manifest === null ? evidence : withoutTelemetry(evidence);
    const text = told === null ? null : { text: JSON.stringify(told), name: 'evidence.json' };
    const world = await openLocalWorld({
      repo: this.folder,
      manifest: null,
      evidence: text,
      now: Date.parse(this.now),
      base: 'main',
      head,
      environment,
    });
    try {
      return await check(world);
    } finally {
      world.close();
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
