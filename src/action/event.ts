/** What a workflow's event says of itself: ids alone are taken from it, and everything else is looked up. */
import { readFileSync } from 'node:fs';
import type { Sha } from '../model.ts';

export interface Event {
  name: string;
  repository: string;
  /** A pull request that it is about. */
  pull: { number: number; baseRef: string; head: Sha } | null;
  /** Who pushed its head, where the event is that push (or its first opening). */
  pushed: { head: Sha; by: string } | null;
  group: { head: Sha; base: Sha; baseRef: string; headRef: string } | null;
  /** The head of a workflow run that is over. */
  runHead: { head: Sha; pulls: number[] } | null;
  sha: Sha;
  ref: string;
  /** Where the run's summary is. */
  runUrl: string | null;
  run: number | null;
  attempt: number;
  actor: string;
  triggeringActor: string;
  workflowRef: string;
  serverUrl: string;
}

type Json = Record<string, unknown>;

const map = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function payloadOf(env: NodeJS.ProcessEnv): Json {
  try {
    return map(JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8')));
  } catch {
    return {};
  }
}

function pullOf(payload: Json): Event['pull'] {
  const pull = map(payload.pull_request);
  if (typeof pull.number !== 'number') return null;
  return { number: pull.number, baseRef: text(map(pull.base).ref), head: text(map(pull.head).sha) };
}

/** Who opens or pushes is the sender; who labels or edits is not. */
const PUSHES = ['opened', 'synchronize'];

function pushedOf(payload: Json, pull: Event['pull']): Event['pushed'] {
  const by = text(map(payload.sender).login);
  return pull && by !== '' && PUSHES.includes(text(payload.action)) ? { head: pull.head, by } : null;
}

function groupOf(payload: Json): Event['group'] {
  const group = map(payload.merge_group);
  const head = text(group.head_sha);
  if (head === '') return null;
  const [baseRef, headRef] = [text(group.base_ref), text(group.head_ref)];
  return { head, base: text(group.base_sha), baseRef: baseRef.replace(/^refs\/heads\//, ''), headRef };
}

function runHeadOf(payload: Json): Event['runHead'] {
  const run = map(payload.workflow_run);
  const head = text(run.head_sha);
  if (head === '') return null;
  const pulls = Array.isArray(run.pull_requests) ? run.pull_requests : [];
  const numbers = pulls.map((pull) => map(pull).number).filter((number) => typeof number === 'number');
  return { head, pulls: numbers };
}

export function readEvent(env: NodeJS.ProcessEnv): Event {
  const payload = payloadOf(env);
  const pull = pullOf(payload);
  const serverUrl = env.GITHUB_SERVER_URL ?? 'https://github.com';
  const repository = env.GITHUB_REPOSITORY ?? '';
  const run = Number(env.GITHUB_RUN_ID);
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    repository,
    pull,
    pushed: pushedOf(payload, pull),
    group: groupOf(payload),
    runHead: runHeadOf(payload),
    sha: env.GITHUB_SHA ?? '',
    ref: env.GITHUB_REF ?? '',
    runUrl: run > 0 ? `${serverUrl}/${repository}/actions/runs/${run}` : null,
    run: run > 0 ? run : null,
    attempt: Number(env.GITHUB_RUN_ATTEMPT ?? '1'),
    actor: env.GITHUB_ACTOR ?? '',
    triggeringActor: env.GITHUB_TRIGGERING_ACTOR ?? env.GITHUB_ACTOR ?? '',
    workflowRef: env.GITHUB_WORKFLOW_REF ?? '',
    serverUrl,
  };
}
