/** Questions and answers while judging: what was answered is given, what was not is noted. */
import type { Answered, AnswerTo, Asked, Evidence, Question } from '../model.ts';
import type { Ask } from './rule.ts';

/** Equal questions have equal keys, whatever the order of their fields. */
export function questionKey(question: Question): string {
  return JSON.stringify(question, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** An `Ask` over the answers so far; `unanswered` holds, each once, what was asked in vain. */
export function askFrom(answers: readonly Answered[]): { ask: Ask; unanswered: Question[] } {
  const known = new Map(answers.map(({ question, answer }) => [questionKey(question), answer]));
  const noted = new Map<string, Question>();
  const unanswered: Question[] = [];
  const ask = (question: Question): Evidence<unknown> => {
    const key = questionKey(question);
    const answer = known.get(key);
    if (answer) return answer;
    if (!noted.has(key)) {
      noted.set(key, question);
      unanswered.push(question);
    }
    return { state: 'missing', why: 'nobody has looked it up yet', source: 'none', pending: true };
  };
  return { ask: ask as <A extends Asked>(question: Question) => AnswerTo<A>, unanswered };
}
