/** `doctor`: is the gate real, or only meant? Looked at through the API, as everything that the action does. */
import { diagnose } from '../doctor/diagnose.ts';
import type { Diagnosis } from '../doctor/facts.ts';
import type { Decision, Finding, Manifest, Subject, VerdictWord } from '../model.ts';
import { GithubRepository } from '../read/github/repository.ts';
import { requireCommit } from '../read/repository.ts';
import { UserError } from '../user-error.ts';
import { readGate } from '../world/gate.ts';
import { manifestAt } from '../world/manifests.ts';
import type { Begun } from './begin.ts';
import type { Event } from './event.ts';
import type { Inputs } from './inputs.ts';

/** What is broken is for somebody to mend; what could not be looked at is not known, and never fine. */
const STATUSES = { ok: 'ok', warn: 'warn', error: 'block', unknown: 'error' } as const;

const findingOf = ({ check, status, message, next }: Diagnosis): Finding => ({
  rule: check,
  status: STATUSES[status],
  ...{ change: null, phase: null, environment: null, path: null, line: null, column: null },
  ...{ message, why: '', seen: '', next, until: null, evidence: [] },
});

function wordOf(findings: readonly Finding[]): VerdictWord {
  if (findings.some(({ status }) => status === 'error')) return 'error';
  return findings.some(({ status }) => status === 'block') ? 'block' : 'pass';
}

async function manifestOf(
  repository: GithubRepository,
  base: string,
  path: string | null,
): Promise<Manifest> {
  const reading = await manifestAt(repository, base, path);
  if (reading.state === 'valid') return reading.manifest;
  const [first] = reading.state === 'invalid' ? reading.mistakes : [];
  throw new UserError(
    first
      ? `the manifest has mistakes: ${first.path}:${first.line} ${first.message}.`
      : 'there is no manifest on the default branch.',
    first ? 'lanekeeper validate lists every mistake.' : 'lanekeeper init writes a first one.',
  );
}

export async function examine(
  { github }: Begun,
  inputs: Inputs,
  { repository: name }: Event,
): Promise<Decision> {
  const repository = new GithubRepository(github, name);
  const branch = await repository.defaultBase();
  const base = await requireCommit(repository, branch);
  const manifest = await manifestOf(repository, base, inputs.manifest);
  const facts = await readGate({
    ...{ repository, base, branch, manifest, name, env: process.env },
    github: { known: true, value: github },
  });
  const findings = diagnose(facts).map(findingOf);
  const subject: Subject = {
    ...{ kind: 'pull_request', base, head: base, mergeBase: base },
    ...{ number: null, author: null, lastPusher: null },
  };
  return {
    now: Date.now(),
    subject,
    verdict: { word: wordOf(findings), findings, exemptions: [], override: null, wouldBe: null },
    ...{ effects: [], lanes: [], plans: [], horizon: [], evidence: {}, notes: [] },
  };
}
