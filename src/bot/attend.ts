/** What a hint leads to: GitHub is read, the engine decides, the answer is published. Whatever fails comes again. */
import { declareChange } from '../decide/declare-change.ts';
import type { Github } from '../github/github.ts';
import { decideGroup } from '../hosted/decide-group.ts';
import { decidePull, type PullDecided } from '../hosted/decide-pull.ts';
import { isWorthAsking } from '../hosted/sweep.ts';
import { explain } from '../hosted/undecided.ts';
import type { Decision } from '../model.ts';
import type { Answer } from '../publish/check-run.ts';
import { approvalsAt, approvalsOfMerged } from '../read/github/approval-checks.ts';
import { listOpenPulls } from '../read/github/open-pulls.ts';
import { pullsOfCommit } from '../read/github/pulls-of-commit.ts';
import { statusLine } from '../report/status-line.ts';
import type { ApprovalKeeper } from '../world/github-records.ts';
import { parseCommand } from './commands.ts';
import type { Gates } from './gates.ts';
import type { About, Asked, Hint, Tampered } from './hint.ts';
import type { Installations } from './installations.ts';
import { obey } from './obey.ts';
import { reactTo } from './react.ts';
import type { Tally } from './tally.ts';

export interface Attending {
  installations: Installations;
  app: number;
  serverUrl: string;
  /** Whose statuses are ours; null: not known yet. */
  login: () => string | null;
  put: (hints: readonly Hint[]) => Promise<void>;
  gates: Gates;
  /** All repositories of an installation are looked at. */
  reconcile: (installation: number) => Promise<void>;
  tally: Tally;
  log: (level: 'info' | 'warn', event: string, fields: Record<string, unknown>) => void;
}

type Of<K extends About['kind']> = Extract<About, { kind: K }>;

const TAKEN = 'eyes';

export class Attend {
  readonly #at: Attending;

  constructor(at: Attending) {
    this.#at = at;
  }

  /** Hints of one key. Throws where they must come again. */
  async handle(hints: readonly Hint[]): Promise<void> {
    const last = hints.at(-1);
    if (!last) return;
    const { about } = last;
    switch (about.kind) {
      case 'pull':
        return await this.#pull(hints, last);
      case 'head':
        return await this.#head(last, about);
      case 'group':
        return await this.#group(last, about);
      case 'sweep':
        return await this.#sweep(last);
      case 'gate':
        return await this.#at.gates.decide(last, about.gate);
      default:
        return await this.#at.reconcile(last.installation);
    }
  }

  async #pull(hints: readonly Hint[], { repository, installation }: Hint): Promise<void> {
    const abouts = hints.map(({ about }) => about as Of<'pull'>);
    const github = await this.#at.installations.of(installation);
    const number = abouts.at(-1)?.number ?? 0;
    const answers: Answer[] = [];
    for (const { asked, tampered } of abouts) {
      if (tampered) answers.push(this.#tampered(repository, tampered));
      if (asked) answers.push(await this.#answer(github, { repository, installation, number, asked }));
    }
    const named = abouts.findLast(({ head }) => head !== undefined);
    const pushed = abouts.findLast(({ pushed: by }) => by?.head === named?.head)?.pushed ?? null;
    const decided = await this.#decide(github, {
      ...{ repository, installation, number, answers },
      ...(named?.baseRef && { baseRef: named.baseRef }),
      ...(named?.head && { head: named.head }),
      pushed,
    });
    const declared = abouts.some(({ asked }) => asked && parseCommand(asked.words).name === 'declare');
    if (declared) await this.#declare(github, { repository, installation, number }, decided.decision);
  }

  async #decide(
    github: Github,
    asked: {
      repository: string;
      installation: number;
      number: number;
      answers: readonly Answer[];
      baseRef?: string;
      head?: string;
      pushed?: { head: string; by: string } | null;
    },
  ): Promise<PullDecided> {
    const { answers, installation: _, ...about } = asked;
    const { installations, serverUrl, tally, log } = this.#at;
    const start = performance.now();
    const decided = await decidePull({
      ...{ ...about, github, serverUrl, manifest: null, now: null, detailsUrl: null },
      comment: answers.length > 0 ? 'always' : 'auto',
      consumer: (other) => installations.reading(other),
      keeper: this.keeperOf(github, asked.repository),
      bot: { answers },
      as: this.#at.login(),
    });
    const { decision, published } = decided;
    const seconds = (performance.now() - start) / 1000;
    const requests = github.made.rest + github.made.graphql;
    tally.count('lanekeeper_bot_decisions_total', { what: 'pull', verdict: decision.verdict.word });
    tally.count('lanekeeper_bot_decision_seconds_sum', {}, seconds);
    tally.count('lanekeeper_bot_requests_total', {}, requests);
    const fields = { repository: asked.repository, number: asked.number, verdict: decision.verdict.word };
    log('info', 'decided', { ...fields, requests, seconds, status: published?.status ?? 'silent' });
    this.#requireTold(decided);
    return decided;
  }

  /** What was not read, or not written, is looked at again; that it could not be decided was told where it could be. */
  #requireTold({ decision, published }: PullDecided): void {
    const [finding] = decision.verdict.findings.filter(({ rule }) => rule === 'reading');
    const [problem] = published?.problems ?? [];
    if (problem) throw problem;
    if (finding && !/no pull request #\d+/.test(finding.message)) throw new Error(finding.message);
  }

  /** Approvals that this App recorded: on a head, or for a deployment on what was merged. Each is asked once. */
  keeperOf(github: Github, repository: string): ApprovalKeeper {
    const { app } = this.#at;
    const found = new Map<string | null, ReturnType<typeof approvalsOfMerged>>();
    return async ({ head }) => {
      const asked =
        found.get(head) ??
        (head === null
          ? approvalsOfMerged(github, repository, app)
          : approvalsAt(github, repository, { head, app }));
      found.set(head, asked);
      return await asked;
    };
  }

  #tampered(repository: string, { by, what }: Tampered): Answer {
    this.#at.tally.count('lanekeeper_bot_tampered_total');
    this.#at.log('warn', 'tampered', { repository, by, what });
    return {
      text: `@${by} set ${what}, which is Lanekeeper's to set. It was decided anew and written over.`,
      block: null,
    };
  }

  async #answer(
    github: Github,
    { repository, number, asked }: { repository: string; installation: number; number: number; asked: Asked },
  ): Promise<Answer> {
    const said = asked.comment === null ? 'pressed' : 'asked';
    const react = (content: string): Promise<void> =>
      reactTo({ github, repository, comment: asked.comment, log: this.#at.log }, content);
    await react(TAKEN);
    try {
      const { app, installations } = this.#at;
      const answer = await obey({
        ...{ github, repository, number, app, asked },
        keeper: this.keeperOf(github, repository),
        consumer: (other) => installations.reading(other),
      });
      await react('+1');
      return answer;
    } catch (error) {
      const { message, next } = explain(error);
      await react('-1');
      this.#at.log('info', 'refused', { repository, number, by: asked.by, why: message });
      return {
        text: `@${asked.by} ${said} /lanekeeper ${asked.words}: refused, for ${message} ${next}`,
        block: null,
      };
    }
  }

  async #declare(
    github: Github,
    about: { repository: string; installation: number; number: number },
    decision: Decision,
  ): Promise<void> {
    const effects = decision.effects.filter(
      ({ change, fresh, phase }) => change === null && !fresh && phase !== 'neutral' && phase !== 'unknown',
    );
    const block = effects.length === 0 ? null : declareChange(effects);
    const text =
      block === null
        ? 'There is nothing to declare: no statement does anything that no change has.'
        : 'For the manifest:';
    await this.#decide(github, { ...about, answers: [{ text, block }] });
  }

  async #head({ id, repository, installation }: Hint, { head, tampered, asked }: Of<'head'>): Promise<void> {
    const github = await this.#at.installations.of(installation);
    const pulls = await pullsOfCommit(github, repository, head);
    await this.#at.put(
      pulls.map(({ number, baseRef }) => ({
        ...{ id: `${id}#${number}`, repository, installation },
        about: {
          kind: 'pull',
          number,
          head,
          ...(baseRef && { baseRef }),
          ...(tampered && { tampered }),
          ...(asked && { asked }),
        },
      })),
    );
  }

  async #group({ repository, installation }: Hint, group: Of<'group'>): Promise<void> {
    const { installations, serverUrl, tally, log } = this.#at;
    const github = await installations.of(installation);
    const { decision, published } = await decideGroup({
      ...{ github, repository, group, serverUrl, manifest: null, now: null, detailsUrl: null },
      consumer: (other) => installations.reading(other),
      keeper: this.keeperOf(github, repository),
      bot: { answers: [] },
    });
    tally.count('lanekeeper_bot_decisions_total', { what: 'group', verdict: decision.verdict.word });
    log('info', 'decided', { repository, group: group.head, verdict: statusLine(decision) });
    const [problem] = published?.problems ?? [];
    if (problem) throw problem;
  }

  /** Puts what may have changed into the queue: each pull request keeps its turn. */
  async #sweep({ id, repository, installation }: Hint): Promise<void> {
    const github = await this.#at.installations.of(installation);
    const open = await listOpenPulls(github, repository);
    await this.#at.put(
      open
        .filter((one) => isWorthAsking(one, this.#at.login()))
        .map(({ number, baseRef, head }) => ({
          ...{ id: `${id}#${number}`, repository, installation },
          about: { kind: 'pull', number, baseRef, head },
        })),
    );
    await this.#at.gates.again(installation, repository, id);
  }
}
