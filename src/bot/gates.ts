/**
 * GitHub's own deployments: a job waits until every protection rule of its environment has answered. "Not yet" waits and says
 * why; a rejection is for what will not come right by waiting. Whatever happens, something is answered.
 */
import { check } from '../check.ts';
import { type Github, GithubError, ownerAndName } from '../github/github.ts';
import { explain } from '../hosted/undecided.ts';
import type { Decision, VerdictWord } from '../model.ts';
import { gistOf } from '../report/gist.ts';
import { writeMarkdown } from '../report/markdown.ts';
import { statusLine } from '../report/status-line.ts';
import { openGithubWorld } from '../world/github.ts';
import type { ApprovalKeeper } from '../world/github-records.ts';
import type { Gate, Hint } from './hint.ts';
import type { Installations } from './installations.ts';
import type { Tally } from './tally.ts';

/** A report to a gate may have 1,024 characters, and there may be ten. Source: GitHub's page on custom protection rules. */
const LIMIT = 1024;
const MOST_REPORTS = 10;

const STATES: Partial<Record<VerdictWord, 'approved' | 'rejected'>> = { pass: 'approved', block: 'rejected' };

export interface GatesAt {
  installations: Installations;
  put: (hints: readonly Hint[]) => Promise<void>;
  keeperOf: (github: Github, repository: string) => ApprovalKeeper;
  tally: Tally;
}

interface Waiting {
  hint: Hint;
  gate: Gate;
  reports: number;
  /** What was told last. */
  gist: string;
}

export class Gates {
  readonly #at: GatesAt;
  /** What waits, as far as this process knows; `find` learns the rest from GitHub. */
  readonly #waiting = new Map<string, Waiting>();

  constructor(at: GatesAt) {
    this.#at = at;
  }

  /** Decides what a job that waits would deploy. Throws where the answer did not arrive. */
  async decide(hint: Hint, gate: Gate): Promise<void> {
    const { installations, tally } = this.#at;
    const github = await installations.of(hint.installation);
    const key = `${hint.repository} ${gate.run} ${gate.environment}`;
    const told = this.#waiting.get(key) ?? { hint, gate, reports: 0, gist: '' };
    const { word, gist, text } = await this.#judge(github, hint.repository, gate);
    tally.count('lanekeeper_bot_decisions_total', { what: 'gate', verdict: word });
    const state = STATES[word];
    if (state) {
      await this.#answer(github, hint.repository, gate, text, state);
      this.#waiting.delete(key);
      return;
    }
    this.#waiting.set(key, told);
    if (told.gist === gist || told.reports >= MOST_REPORTS) return;
    await this.#answer(github, hint.repository, gate, text, null);
    this.#waiting.set(key, { ...told, reports: told.reports + 1, gist });
  }

  async #judge(
    github: Github,
    repository: string,
    gate: Gate,
  ): Promise<{ word: VerdictWord; gist: string; text: string }> {
    try {
      const decision = await this.#decision(github, repository, gate);
      if (decision === null) return silent(gate);
      const whole = 'The rest is cut.';
      const { word } = decision.verdict;
      const text = shortened(`${statusLine(decision)}\n\n${writeMarkdown(decision, { limit: 4000, whole })}`);
      return { word, gist: gistOf(decision), text };
    } catch (error) {
      const { message, next } = explain(error);
      return { word: 'error', gist: message, text: shortened(`It could not be decided: ${message} ${next}`) };
    }
  }

  /** Null: this repository, or its manifest, knows nothing of that environment. */
  async #decision(
    github: Github,
    repository: string,
    { environment, commit }: Gate,
  ): Promise<Decision | null> {
    const { keeperOf, installations } = this.#at;
    const about = { github, repository, manifest: null, now: null };
    const status = openGithubWorld({ ...about, subject: { kind: 'status' } });
    await status.read();
    const manifest = status.manifest();
    if (status.hasManifest() === false) return null;
    const named = manifest?.environments.find(
      ({ name, deployments }) => name === environment || deployments.includes(environment),
    );
    if (manifest !== null && named === undefined) return null;
    const world = openGithubWorld({
      ...about,
      subject: { kind: 'deployment', environment: named?.name ?? environment, commit },
      consumer: (other) => installations.reading(other),
      keeper: keeperOf(github, repository),
    });
    return await check(world);
  }

  async #answer(
    github: Github,
    repository: string,
    { environment, run }: Gate,
    comment: string,
    state: 'approved' | 'rejected' | null,
  ): Promise<void> {
    const route = 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule';
    const body = { environment_name: environment, comment, ...(state && { state }) };
    try {
      await github.request(route, { ...ownerAndName(repository), run_id: run, ...body });
    } catch (error) {
      // It waits no more: somebody bypassed it, or the run was cancelled.
      if (error instanceof GithubError && (error.status === 404 || error.status === 422)) return;
      throw error;
    }
  }

  /** Looks again at what waits in a repository, when something was deployed there. */
  async again(installation: number, repository: string, id: string): Promise<void> {
    const here = [...this.#waiting.values()].filter(
      ({ hint }) => hint.installation === installation && hint.repository === repository,
    );
    await this.#at.put(
      here.map(({ gate }) => ({
        ...{ id: `${id}.gate.${gate.run}.${gate.environment}`, installation, repository },
        about: { kind: 'gate', gate },
      })),
    );
  }

  /** What waits in a repository by GitHub's own account: a process that was away heard of none of it. */
  async find(github: Github, installation: number, repository: string, id: string): Promise<void> {
    const runs = await github.request<{ workflow_runs: { id: number; head_sha: string }[] }>(
      'GET /repos/{owner}/{repo}/actions/runs',
      { ...ownerAndName(repository), status: 'waiting', per_page: 100 },
    );
    for (const { id: run, head_sha: commit } of runs.data.workflow_runs) {
      const pending = await github.request<{ environment: { name: string } }[]>(
        'GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments',
        { ...ownerAndName(repository), run_id: run },
      );
      await this.#at.put(
        pending.data.map(({ environment: { name } }) => ({
          ...{ id: `${id}.gate.${run}.${name}`, installation, repository },
          about: { kind: 'gate', gate: { environment: name, commit, run } },
        })),
      );
    }
  }
}

const silent = ({ environment }: Gate) => ({
  word: 'pass' as const,
  gist: '',
  text: `Nothing is asked of ${environment}: the manifest has no such environment, or there is none.`,
});

const shortened = (text: string): string => (text.length <= LIMIT ? text : `${text.slice(0, LIMIT - 2)} …`);
