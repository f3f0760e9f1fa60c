/** The action: inputs and event in, a decision out, told where a workflow tells things. */
import { check, stand } from '../check.ts';
import { decideGroup } from '../hosted/decide-group.ts';
import { decidePull, linksTo, type PullAsked } from '../hosted/decide-pull.ts';
import { sweep } from '../hosted/sweep.ts';
import { explain, undecided } from '../hosted/undecided.ts';
import type { Decision, VerdictWord } from '../model.ts';
import type { Published } from '../publish/publish.ts';
import { UserError } from '../user-error.ts';
import { openGithubWorld } from '../world/github.ts';
import { approve } from './approve.ts';
import type { Begun } from './begin.ts';
import type { Event } from './event.ts';
import type { Inputs } from './inputs.ts';
import { pullOfEvent } from './pull-of-event.ts';

export interface Outcome {
  decision: Decision;
  /** Verdicts that fail the job. */
  failOn: readonly VerdictWord[];
  /** No status could be written: the job's own result and log carry the answer. */
  isAlone: boolean;
  /** Of a sweep: a line for each pull request. */
  lines: string[];
  head: string | null;
  /** Of `status`: the board, a page for any browser. */
  page?: string;
}

const ALL: readonly VerdictWord[] = ['block', 'wait', 'error'];
/** The verdict is the status on the head; where that cannot be written, the job's. */
function failOnOf(inputs: Inputs, published: Published | null): readonly VerdictWord[] {
  if (inputs.failOn !== null) return inputs.failOn;
  return published?.status === 'written' || published?.status === 'same' ? ['error'] : ALL;
}

function asked({ github, another }: Begun, inputs: Inputs, event: Event): Omit<PullAsked, 'number'> {
  const { repository, runUrl: detailsUrl, serverUrl } = event;
  const { manifest, comment } = inputs;
  return { github, repository, manifest, comment, detailsUrl, serverUrl, now: null, consumer: another };
}

function outcomeOf(decision: Decision, failOn: readonly VerdictWord[], more: Partial<Outcome> = {}): Outcome {
  return { decision, failOn, isAlone: true, lines: [], head: null, ...more };
}

async function runCheck(begun: Begun, inputs: Inputs, event: Event): Promise<Outcome> {
  const { github, told } = begun;
  const about = asked(begun, inputs, event);
  if (event.group) {
    const { decision, published } = await decideGroup({ ...about, group: event.group });
    const isAlone = published === null || published.status === 'refused' || published.status === 'failed';
    return outcomeOf(decision, failOnOf(inputs, published), { isAlone, head: event.group.head });
  }
  const pulls = await pullOfEvent(github, inputs, event);
  const [only, ...others] = pulls;
  if (!only) {
    throw new UserError(
      `the event ${event.name || '(none)'} is about no open pull request.`,
      'Run this command on pull_request or merge_group, give the input pull-request, or use the command sweep.',
    );
  }
  if (others.length > 0) return await runSeveral(inputs, about, pulls);
  const { decision, published, head } = await decidePull({ ...about, ...only, ...(told && { told }) });
  const isAlone = published === null || published.status === 'refused' || published.status === 'failed';
  return outcomeOf(decision, failOnOf(inputs, published), { isAlone, head });
}

type About = Omit<PullAsked, 'number'>;

/** One commit may head several pull requests: each has a status of its own. The worst is the job's. */
async function runSeveral(
  inputs: Inputs,
  about: About,
  pulls: Awaited<ReturnType<typeof pullOfEvent>>,
): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const pull of pulls) {
    const { decision, published, head } = await decidePull({ ...about, ...pull });
    outcomes.push(outcomeOf(decision, failOnOf(inputs, published), { isAlone: false, head }));
  }
  const worst = outcomes.reduce((one, other) => (rankOf(other) > rankOf(one) ? other : one));
  return { ...worst, lines: outcomes.map(({ decision }) => lineOf(decision)) };
}

const RANK: readonly VerdictWord[] = ['pass', 'wait', 'block', 'error'];
const rankOf = ({ decision }: Outcome): number => RANK.indexOf(decision.verdict.word);

const lineOf = ({ subject, verdict }: Decision): string =>
  `#${subject.kind === 'pull_request' ? subject.number : '?'} ${verdict.word}`;

async function runSweep(begun: Begun, inputs: Inputs, event: Event): Promise<Outcome> {
  const about = asked(begun, inputs, event);
  const swept = await sweep({ ...about, detailsUrl: event.runUrl }, () => {});
  const failed = swept.filter(({ decided }) =>
    ['refused', 'failed'].includes(decided.published?.status ?? 'failed'),
  );
  const worst = swept.reduce<Decision | null>(
    (one, { decided }) =>
      one === null || RANK.indexOf(decided.decision.verdict.word) > RANK.indexOf(one.verdict.word)
        ? decided.decision
        : one,
    null,
  );
  const lines = swept.map(
    ({ pull, word, decided }) =>
      `#${pull.number} ${word} (status ${decided.published?.status ?? 'not written'})`,
  );
  const now = Date.now();
  const nothing: Decision = {
    ...undecided(baseOf(event), now, { message: '', next: '' }),
    notes: ['No open pull request waits.'],
  };
  const passed = { ...nothing, verdict: { ...nothing.verdict, word: 'pass' as const, findings: [] } };
  const failOn = inputs.failOn ?? (failed.length > 0 ? ALL : ['error']);
  return outcomeOf(worst ?? passed, failOn, { isAlone: false, lines });
}

const baseOf = ({ sha }: Event) =>
  ({
    kind: 'pull_request',
    base: sha,
    head: sha,
    mergeBase: sha,
    number: null,
    author: null,
    lastPusher: null,
  }) as const;

async function runDeploy({ github }: Begun, inputs: Inputs, event: Event): Promise<Outcome> {
  const { environment, manifest } = inputs;
  const commit = inputs.commit ?? event.sha;
  if (environment === null)
    throw new UserError(
      'the input environment is missing.',
      'Name the environment that this deploys to, as the manifest calls it.',
    );
  const world = openGithubWorld({
    ...{ github, repository: event.repository, manifest, now: null },
    subject: { kind: 'deployment', environment, commit },
    consumer: async () => github,
  });
  return outcomeOf(await check(world), inputs.failOn ?? ALL, { head: commit });
}

async function runStatus({ github }: Begun, inputs: Inputs, event: Event): Promise<Outcome> {
  const world = openGithubWorld({
    ...{ github, repository: event.repository, manifest: inputs.manifest, now: null },
    subject: { kind: 'status' },
    consumer: async () => github,
  });
  const decision = await stand(world);
  const { writeBoard } = await import('../report/board.ts');
  return outcomeOf(decision, inputs.failOn ?? [], { page: writeBoard(decision) });
}

async function runApprove({ github }: Begun, inputs: Inputs, event: Event): Promise<Outcome> {
  const { decision, lines } = await approve(github, inputs, event);
  const verdict = { ...decision.verdict, word: 'pass' as const };
  return outcomeOf({ ...decision, verdict }, inputs.failOn ?? ALL, { lines });
}

async function runDoctor(begun: Begun, inputs: Inputs, event: Event): Promise<Outcome> {
  const { examine } = await import('./doctor.ts');
  return outcomeOf(await examine(begun, inputs, event), inputs.failOn ?? ALL, {});
}

const RUNS = {
  check: runCheck,
  sweep: runSweep,
  approve: runApprove,
  'check-deploy': runDeploy,
  status: runStatus,
  doctor: runDoctor,
};

/** Never throws for what a person, GitHub or a source does: then it is an error, told as one. */
export async function runAction(begun: Begun, inputs: Inputs, event: Event): Promise<Outcome> {
  try {
    return await RUNS[inputs.command](begun, inputs, event);
  } catch (error) {
    return outcomeOf(undecided(baseOf(event), Date.now(), explain(error)), inputs.failOn ?? ALL, {});
  }
}

export { linksTo };
