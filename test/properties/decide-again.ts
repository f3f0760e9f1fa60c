/** Decides one subject of a real repository many times over: what was read is read once, what was asked of git is kept. */
import { check } from '../../src/check.ts';
import { questionKey } from '../../src/decide/ask.ts';
import type { Answered, Decision, ManifestReading, Question, Reading, Sha } from '../../src/model.ts';
import { type Answerer, answerer } from '../../src/read/answer.ts';
import { parseEvidence } from '../../src/read/evidence-file.ts';
import { openRepository } from '../../src/read/git.ts';
import type { Repository } from '../../src/read/repository.ts';
import { manifestAt } from '../../src/world/manifests.ts';
import { openLocalWorld } from '../../src/world.ts';

export interface Subject {
  folder: string;
  base: string;
  head: string;
  now: string;
  /** null: a pull request. */
  environment: string | null;
}

export interface Decider {
  /** `evidence`: the text of an evidence file or of a report; null: none. */
  decide(evidence: string | null): Promise<Decision>;
  close(): void;
}

async function readOnce({ folder, base, head, now, environment }: Subject): Promise<Reading> {
  const local = { repo: folder, manifest: null, evidence: null, base, head, environment };
  const world = await openLocalWorld({ ...local, now: Date.parse(now) });
  try {
    return await world.read();
  } finally {
    world.close();
  }
}

/** Questions that evidence says nothing of: only the repository answers them. */
const ofRepository = ({ ask }: Question): boolean => ask === 'mentions' || ask === 'carried';

async function answerAll(
  outside: Answerer,
  kept: Map<string, Answered>,
  questions: readonly Question[],
): Promise<Answered[]> {
  const open = questions.filter((question) => !kept.has(questionKey(question)));
  const fresh = new Map(
    (await outside.answer(open)).map((answered) => [questionKey(answered.question), answered]),
  );
  return questions.map((question) => {
    const key = questionKey(question);
    const answered = kept.get(key) ?? fresh.get(key);
    if (!answered) throw new Error('each question has an answer');
    if (ofRepository(question)) kept.set(key, answered);
    return answered;
  });
}

export async function openDecider(subject: Subject): Promise<Decider> {
  const reading = await readOnce(subject);
  const repository: Repository = await openRepository(subject.folder);
  const kept = new Map<string, Answered>();
  const manifests = new Map<Sha, Promise<ManifestReading>>();
  const manifestOf = (commit: Sha): Promise<ManifestReading> => {
    const found = manifests.get(commit) ?? manifestAt(repository, commit, null);
    manifests.set(commit, found);
    return found;
  };
  const { base } = reading.manifests;
  const manifest = base.state === 'valid' ? base.manifest : null;
  return {
    close: () => repository.close(),
    decide: (text) => {
      const evidence = text === null ? null : parseEvidence(text, 'evidence.json');
      const person = evidence?.parts.pull_request;
      const of =
        reading.subject.kind === 'pull_request'
          ? {
              ...reading.subject,
              number: person?.number ?? null,
              author: person?.author ?? null,
              lastPusher: person?.last_pusher ?? null,
            }
          : reading.subject;
      const told: Reading = { ...reading, subject: of };
      const outside = answerer({
        repository,
        manifest,
        manifestAt: manifestOf,
        evidence,
        now: reading.now,
        subject: of,
        budget: 500,
      });
      return check({
        read: async () => told,
        answer: (questions) => answerAll(outside, kept, questions),
        evidence: () => outside.used(),
      });
    },
  };
}
