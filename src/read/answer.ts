/**
 * Answers questions about the outside, all at once; what goes wrong with one stays with that one. What a question needs is
 * loaded when it is asked: most pull requests ask nothing of telemetry.
 */

import { GithubError } from '../github/github.ts';
import type {
  Answered,
  Evidence,
  Manifest,
  ManifestReading,
  Question,
  Sha,
  Subject,
  Time,
} from '../model.ts';
import { UserError } from '../user-error.ts';
import { type ApprovalReader, readApprovals } from './approvals.ts';
import { canonicalJson } from './canonical-json.ts';
import { readConsumer } from './consumers.ts';
import { readCarried, readDeployments } from './deployments.ts';
import { failed, known } from './evidence/answers.ts';
import { Kept } from './evidence/kept.ts';
import type { EvidenceFile } from './evidence/shape.ts';
import type { GivenEvidence } from './evidence-file.ts';
import { MentionSearch } from './mentions.ts';
import type { FileReader } from './named-file.ts';
import type { Records } from './records.ts';
import type { Repository } from './repository.ts';
import type { TelemetryQuestion } from './telemetry/kinds.ts';
import type { TelemetryReader } from './telemetry.ts';

export interface Outside {
  repository: Repository;
  /** The manifest that binds, with what the head adds to it; null: there is none. */
  manifest: Manifest | null;
  /** The manifest as a commit has it: an approval binds the entry as it was. */
  manifestAt(commit: Sha): Promise<ManifestReading>;
  evidence: GivenEvidence | null;
  /** Who keeps records, asked for the parts that no evidence was given of; absent: nobody. */
  records?: Records;
  now: Time;
  subject: Subject;
  /** Where tokens are looked up; the process's own by default. */
  env?: NodeJS.ProcessEnv;
  /** Milliseconds for one question over the network, tries included; 10,000 by default. */
  budget?: number;
}

export interface Answerer {
  /** One answer for each question, in their order; equal ones are looked up once, also between calls. Never rejects. */
  answer(questions: readonly Question[]): Promise<Answered[]>;
  /** What was used so far, in the evidence file's shape: given back, the same questions get the same answers. */
  used(): EvidenceFile;
}

const BUDGET = 10_000;

export function answerer(outside: Outside): Answerer {
  const kept = new Kept(outside.evidence, outside.repository);
  const mentions = new MentionSearch(outside.repository, outside.manifest);
  const answers = new Map<string, Promise<Evidence<unknown>>>();
  const look = lookUp(outside, kept, mentions);
  const once = (question: Question): Promise<Evidence<unknown>> => {
    const key = canonicalJson(question);
    const asked = answers.get(key) ?? contain(question, look, kept);
    answers.set(key, asked);
    return asked;
  };
  return {
    answer: (questions) => {
      mentions.expect(questions.flatMap((question) => (question.ask === 'mentions' ? [question.terms] : [])));
      return Promise.all(questions.map(async (question) => ({ question, answer: await once(question) })));
    },
    used: () => kept.written(),
  };
}

type LookUp = (question: Question) => Promise<Evidence<unknown>>;

async function contain(question: Question, look: LookUp, kept: Kept): Promise<Evidence<unknown>> {
  const found = await look(question).catch((error: unknown) => failed(explain(error), question.ask));
  const answer = found.state === 'known' ? found : (kept.told(question) ?? found);
  kept.note(question, answer);
  return answer;
}

function explain(error: unknown): string {
  if (error instanceof UserError || error instanceof GithubError)
    return `${error.message.replace(/\.$/, '')} (${error.next})`;
  return error instanceof Error ? error.message : String(error);
}

/** Chooses, for each kind of question, who can answer it. */
function lookUp(outside: Outside, kept: Kept, mentions: MentionSearch): LookUp {
  const { repository, manifest, evidence, now } = outside;
  const approvals = approvalReader(outside, kept);
  const telemetry = telemetryReader(outside, kept);
  return async (question) => {
    switch (question.ask) {
      case 'deployments': {
        const environment = manifest?.environments.find(({ name }) => name === question.environment);
        if (!environment)
          return failed(`the manifest has no environment ${question.environment}`, 'manifest');
        const given = await fetched(outside, kept, 'deployments', async (records) => ({
          deployments: await records.deployments(environment),
        }));
        return await readDeployments({
          environment,
          given,
          repository,
          now,
          resolve: (ref) => kept.resolve(ref),
        });
      }
      case 'carried':
        return await readCarried(question, repository);
      case 'mentions': {
        const { commit, files, terms } = question;
        return known(await mentions.find(commit, files, terms), `commit ${commit.slice(0, 12)}`, null);
      }
      case 'consumer':
        return readConsumer(
          question,
          await fetched(outside, kept, 'consumers', async (records) => ({
            consumers: await records.consumers(question),
          })),
        );
      case 'flag': {
        const { env, budget, files } = telemetry;
        const { askFlag } = await import('./flags.ts');
        return await askFlag(
          { source: manifest?.flags ?? null, given: evidence, env, budget, files },
          question,
        );
      }
      case 'usage':
      case 'comparison':
      case 'backfill':
        return await askOrGiven(outside, question, telemetry);
      case 'approvals':
        return await readApprovals(approvals, question.change);
    }
  };
}

/** What was given, where it has the part; else what the records say. */
async function fetched(
  { evidence, records }: Outside,
  kept: Kept,
  part: 'deployments' | 'consumers' | 'approvals',
  fetch: (records: Records) => Promise<EvidenceFile>,
): Promise<GivenEvidence | null> {
  if (!records || evidence?.parts[part]) return evidence;
  const raw = await fetch(records);
  kept.fetched(raw);
  const { evidenceOf } = await import('./evidence-file.ts');
  return evidenceOf(raw, records.name);
}

const PART = { usage: 'usage', comparison: 'comparisons', backfill: 'backfills' } as const;

/** The evidence file's own answer, where it has that part; else the source's. */
async function askOrGiven(
  { evidence, manifest }: Outside,
  question: TelemetryQuestion,
  reader: TelemetryReader,
): Promise<Evidence<unknown>> {
  const { askTelemetry, chooseAnswer, rowsFor } = await import('./telemetry.ts');
  const rows = evidence?.raw[PART[question.ask]];
  if (!evidence || !rows) return await askTelemetry(reader, question);
  const source = manifest?.telemetry.find(({ name }) => name === question.telemetry);
  const terms = { sources: source?.sources ?? null, lenient: true };
  return chooseAnswer(rowsFor(rows, question), question, terms, evidence.name, reader.keep);
}

function approvalReader(outside: Outside, kept: Kept): ApprovalReader {
  const { repository, subject, manifest, manifestAt } = outside;
  const readings = new Map<Sha, Promise<ManifestReading>>();
  const readOnce = (commit: Sha): Promise<ManifestReading> => {
    const reading = readings.get(commit) ?? manifestAt(commit);
    readings.set(commit, reading);
    return reading;
  };
  const approvers = manifest?.approval.approvers ?? [];
  const resolve = (ref: string): Promise<Sha | null> => kept.resolve(ref);
  const given = (change: string, digest: string): Promise<GivenEvidence | null> =>
    fetched(outside, kept, 'approvals', (records) => records.approvals(change, digest));
  return { repository, subject, given, approvers, manifestAt: readOnce, resolve };
}

function telemetryReader(outside: Outside, kept: Kept): TelemetryReader {
  const { repository, manifest, subject } = outside;
  const commits = subject.kind === 'lint' ? { base: null, head: null } : subject;
  const files: FileReader = {
    repository,
    manifestPath: manifest?.path ?? 'lanekeeper.yml',
    base: commits.base,
    head: commits.head,
  };
  return {
    sources: manifest?.telemetry ?? [],
    env: outside.env ?? process.env,
    budget: outside.budget ?? BUDGET,
    files,
    keep: (question, raw) => kept.keep(question, raw),
  };
}
