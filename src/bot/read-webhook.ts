/** Webhooks as GitHub sends them, in words of ours. Only ids, names and who sent it are taken from them. */
import { APPROVAL_WORKFLOW, parseApprovalRun } from '../github/approval-run.ts';
import type { Sha, Time } from '../model.ts';
import { REPORT_NAME } from '../publish/check-run.ts';
import { APPROVAL_NAME } from '../read/github/approval-checks.ts';
import type { About, Hint } from './hint.ts';

export interface Ourselves {
  /** The App's id. */
  app: number;
  /** `lanekeeper[bot]`; null: not known yet. */
  login: string | null;
}

export interface Delivery {
  /** `X-GitHub-Delivery`. */
  id: string;
  /** `X-GitHub-Event`. */
  name: string;
  payload: unknown;
}

type Json = Record<string, unknown>;

const map = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.map(map) : []);
const number = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : 0);

const time = (value: unknown): Time | null => {
  const at = Date.parse(text(value));
  return Number.isNaN(at) ? null : at;
};

const LOOKS = [
  'opened',
  'reopened',
  'synchronize',
  'edited',
  'ready_for_review',
  'converted_to_draft',
  'labeled',
  'unlabeled',
  'enqueued',
  'dequeued',
];
const PUSHES = ['opened', 'synchronize'];

function pullRequest({ action, sender, pull_request }: Json): About[] {
  const pull = map(pull_request);
  if (text(action) === 'closed') return pull.merged === true ? [{ kind: 'sweep' }] : [];
  if (!LOOKS.includes(text(action))) return [];
  const [baseRef, head, by] = [text(map(pull.base).ref), text(map(pull.head).sha), text(map(sender).login)];
  const pushed = by !== '' && PUSHES.includes(text(action)) ? { head, by } : null;
  return [{ kind: 'pull', number: number(pull.number), baseRef, head, ...(pushed && { pushed }) }];
}

function mergeGroup({ action, merge_group }: Json): About[] {
  const group = map(merge_group);
  if (text(action) !== 'checks_requested') return [];
  const baseRef = text(group.base_ref).replace(/^refs\/heads\//, '');
  return [{ kind: 'group', head: text(group.head_sha), base: text(group.base_sha), baseRef }];
}

function push({ ref, repository }: Json): About[] {
  return text(ref) === `refs/heads/${text(map(repository).default_branch)}` ? [{ kind: 'sweep' }] : [];
}

/** A line that begins with the command, in a comment that its own author just made on a pull request. */
function issueComment({ action, sender, issue, comment }: Json): About[] {
  const { user, body, id, created_at } = map(comment);
  const by = text(map(sender).login);
  const isOwn = by !== '' && by === text(map(user).login) && text(map(user).type) !== 'Bot';
  if (text(action) !== 'created' || !isOwn || map(issue).pull_request === undefined) return [];
  const words = /^[ \t]*\/lanekeeper(?:[ \t]+(.*))?$/m.exec(text(body));
  if (!words) return [];
  const asked = {
    by,
    words: (words[1] ?? 'help').trim(),
    comment: number(id),
    at: time(created_at),
    under: null,
  };
  return [{ kind: 'pull', number: number(map(issue).number), asked }];
}

/** Of a fork's pull request a check names none: then its head is looked up. */
function pullsOf(check: Json, head: Sha): Extract<About, { kind: 'pull' | 'head' }>[] {
  const numbers = list(check.pull_requests).map((pull) => number(pull.number));
  return numbers.length > 0
    ? numbers.map((one) => ({ kind: 'pull', number: one }))
    : [{ kind: 'head', head }];
}

function button({ sender, requested_action }: Json, check: Json, head: Sha): About[] {
  const [words = '', digest = ''] = text(map(requested_action).identifier).split(' ');
  const under = { head, digest };
  const asked = { by: text(map(sender).login), words, comment: null, at: null, under };
  return pullsOf(check, head).map((about) => ({ ...about, asked }));
}

function checkRun(payload: Json, { app }: Ourselves): About[] {
  const check = map(payload.check_run);
  const head = text(check.head_sha);
  const isNamedOurs = [REPORT_NAME, APPROVAL_NAME].includes(text(check.name));
  if (!isNamedOurs) return [];
  if (number(map(check.app).id) !== app) {
    const tampered = { by: text(map(payload.sender).login), what: `the check run ${text(check.name)}` };
    return ['created', 'completed'].includes(text(payload.action)) ? [{ kind: 'head', head, tampered }] : [];
  }
  if (text(payload.action) === 'rerequested') return pullsOf(check, head);
  return text(payload.action) === 'requested_action' ? button(payload, check, head) : [];
}

function checkSuite({ action, check_suite }: Json): About[] {
  const suite = map(check_suite);
  return text(action) === 'rerequested' ? pullsOf(suite, text(suite.head_sha)) : [];
}

function status({ context, sha, sender, state }: Json, { login }: Ourselves): About[] {
  const by = text(map(sender).login);
  if (!text(context).startsWith('lanekeeper: ') || login === null || by === login) return [];
  const tampered = { by, what: `the status ${text(context)} (to ${text(state)})` };
  return [{ kind: 'head', head: text(sha), tampered }];
}

function workflowRun({ action, workflow_run }: Json): About[] {
  const run = map(workflow_run);
  if (text(action) !== 'completed' || text(run.path).split('@')[0] !== APPROVAL_WORKFLOW) return [];
  const named = parseApprovalRun(text(run.display_title));
  return named ? [{ kind: 'pull', number: named.pull }] : [];
}

function deploymentProtectionRule({
  action,
  environment,
  deployment,
  deployment_callback_url,
}: Json): About[] {
  const run = /\/actions\/runs\/(\d+)\/deployment_protection_rule$/.exec(text(deployment_callback_url));
  if (text(action) !== 'requested' || !run) return [];
  const commit = text(map(deployment).sha);
  return [{ kind: 'gate', gate: { environment: text(environment), commit, run: Number(run[1]) } }];
}

const installation = ({ action }: Json): About[] =>
  ['created', 'unsuspend', 'new_permissions_accepted', 'added'].includes(text(action))
    ? [{ kind: 'installation' }]
    : [];

const SETTLED = ['success', 'failure', 'error', 'inactive'];

const READERS: Record<string, (payload: Json, ourselves: Ourselves) => About[]> = {
  pull_request: pullRequest,
  merge_group: mergeGroup,
  push,
  deployment_status: ({ deployment_status }) =>
    SETTLED.includes(text(map(deployment_status).state)) ? [{ kind: 'sweep' }] : [],
  deployment_protection_rule: deploymentProtectionRule,
  issue_comment: issueComment,
  check_run: checkRun,
  check_suite: checkSuite,
  status,
  workflow_run: workflowRun,
  installation,
  installation_repositories: installation,
};

/** Events that are listened to. */
export const EVENTS: readonly string[] = Object.keys(READERS);

const isWhole = (about: About): boolean =>
  about.kind === 'pull' ? about.number > 0 : !('head' in about) || /^[0-9a-f]{40,64}$/.test(about.head);

/** What a delivery hints at; nothing for what is no concern of ours, or is not as GitHub sends it. Total. */
export function hintsOf({ id, name, payload }: Delivery, ourselves: Ourselves): Hint[] {
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  const body = map(payload);
  const where = number(map(body.installation).id);
  const repository = text(map(body.repository).full_name);
  if (!reader || where === 0) return [];
  return reader(body, ourselves)
    .filter((about) => isWhole(about) && (about.kind === 'installation' || repository !== ''))
    .map((about, index) => ({ id: `${id}.${index}`, installation: where, repository, about }));
}
