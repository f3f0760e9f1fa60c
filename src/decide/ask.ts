/** Questions and answers while judging: what was answered is given, what was not is noted. */
import type { Answered, AnswerTo, Asked, Deployments, Evidence, Question, Time } from '../model.ts';
import type { Ask } from './rule.ts';

/** Equal questions have equal keys, whatever the order of their fields. */
export function questionKey(question: Question): string {
  return JSON.stringify(question, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Records as of `now`: a success that comes later is none yet, so that a replay sees what could be seen then. */
function asOf({ question, answer }: Answered, now: Time): Evidence<unknown> {
  if (question.ask !== 'deployments' || answer.state !== 'known') return answer;
  const value = answer.value as Deployments;
  const attempts = value.attempts.map((attempt) =>
    attempt.succeeded !== null && attempt.succeeded > now ? { ...attempt, succeeded: null } : attempt,
  );
  return { ...answer, value: { ...value, attempts } };
}

/** An `Ask` over the answers so far; `unanswered` holds, each once, what was asked in vain. */
export function askFrom(answers: readonly Answered[], now: Time): { ask: Ask; unanswered: Question[] } {
  const known = new Map(answers.map((answered) => [questionKey(answered.question), asOf(answered, now)]));
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
