/** What other repositories' code mentions, as somebody who can search them wrote it down. */
import type { Evidence, Mentions, Question, Term } from '../model.ts';
import { failed, known, missing } from './evidence/answers.ts';
import type { ConsumerRow } from './evidence/shape.ts';
import type { GivenEvidence } from './evidence-file.ts';

type ConsumerQuestion = Extract<Question, { ask: 'consumer' }>;

/** Mentions at what is live in a consumer's environment (by its own name for it), and with `since` at what has been live from then on. */
export function readConsumer(question: ConsumerQuestion, given: GivenEvidence | null): Evidence<Mentions[]> {
  const { repository, environment } = question;
  if (!given?.parts.consumers) {
    return missing(
      `nobody has searched ${repository}: the evidence file's part "consumers" would say`,
      'evidence file',
    );
  }
  const rows = given.parts.consumers
    .filter((row) => same(row.repository, repository) && row.environment === environment)
    .sort((a, b) => a.at - b.at);
  const live = liveRows(rows, question.since);
  if (live.length === 0) {
    return missing(`nothing says what of ${repository} has been live in ${environment}`, given.name);
  }
  for (const row of live) {
    const absent = question.terms.map(nameOf).find((name) => !row.objects.includes(name));
    if (absent !== undefined) {
      return failed(
        `${repository} at ${row.commit} was not searched for ${absent} (see its "objects")`,
        given.name,
      );
    }
  }
  return known(
    live.map((row) => toMentions(row, question.terms)),
    given.name,
    live.at(-1)?.at ?? null,
  );
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const nameOf = (term: Term): string => ('object' in term ? term.object : term.word);

/** The newest; with `since`, everything since and what was live at that moment, or nothing where that is not known. */
function liveRows(rows: readonly ConsumerRow[], since: number | null): ConsumerRow[] {
  if (since === null) return rows.slice(-1);
  const first = rows.findLastIndex(({ at }) => at <= since);
  return first < 0 ? [] : rows.slice(first);
}

function toMentions(row: ConsumerRow, terms: readonly Term[]): Mentions {
  const mentions = row.mentions.flatMap(({ object, path, line }) => {
    const term = terms.findIndex((one) => nameOf(one) === object);
    return term < 0 ? [] : [{ term, path, line, column: 1, text: '' }];
  });
  return { commit: row.commit, files: [], mentions };
}
