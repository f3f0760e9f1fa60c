/** The hall: the whole product in one function. What was read is judged; what is asked is answered; until nothing is asked. */
import { asIf, type Supposed, strangeEnvironments, supposedWords } from './decide/as-if.ts';
import { decide } from './decide/decide.ts';
import { standing } from './decide/standing.ts';
import type { Answered, Decision, Question, Reading } from './model.ts';
import { UserError } from './user-error.ts';

export { parseSupposed, SUPPOSABLE, type Supposed } from './decide/as-if.ts';

/** The few things that a decision needs of the outside. */
export interface World {
  /** Everything that is known before a question is asked. */
  read(): Promise<Reading>;
  /** All questions of a round, answered side by side; each failure is contained in its answer. */
  answer(questions: readonly Question[]): Promise<Answered[]>;
  /** The evidence that was used, in the shape of the evidence file. */
  evidence(): unknown;
}

type Judge = (
  reading: Reading,
  answers: readonly Answered[],
) => { decision: Decision; unanswered: Question[] };

/** Questions lead to questions (what is live, then what it mentions), a few rounds deep; more would be a mistake of ours. */
const ROUNDS = 12;

/** Decides what the world holds. A question that is still open after the last round leaves no decision to show. */
export async function check(world: World, judge: Judge = decide): Promise<Decision> {
  const reading = await world.read();
  const answers: Answered[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { decision, unanswered } = judge(reading, answers);
    if (unanswered.length === 0) return { ...decision, evidence: world.evidence() };
    answers.push(...(await world.answer(unanswered)));
  }
  throw new Error('questions did not come to an end, which is a mistake in Lanekeeper');
}

/** Where every change stands, on the base alone; where its manifest cannot be read, what `check` says of that. */
export async function stand(world: World): Promise<Decision> {
  return await check(world, (reading, answers) =>
    reading.manifests.base.state === 'valid' ? standing(reading, answers, null) : decide(reading, answers),
  );
}

/** A name that no environment has would change nothing, and so look like an answer. */
function requireEnvironments(reading: Reading, facts: readonly Supposed[]): void {
  const { strange, known } = strangeEnvironments(reading, facts);
  if (strange.length === 0) return;
  throw new UserError(
    `the manifest has no environment ${JSON.stringify(strange[0])}.`,
    `It has: ${known.join(', ') || 'none'}.`,
  );
}

/**
 * Decides the same with some facts supposed, which the decision says of itself. What was found stays as it is: neither world nor
 * evidence learn of it. Throws `UserError` for an environment that the manifest does not have.
 */
export async function simulate(world: World, facts: readonly Supposed[]): Promise<Decision> {
  let read: Reading | null = null;
  const supposing: World = {
    read: async () => {
      read = await world.read();
      requireEnvironments(read, facts);
      return read;
    },
    answer: async (questions) => {
      const answers = await world.answer(questions);
      return answers.map((answered) => (read ? asIf(read, facts, answered) : answered));
    },
    evidence: () => world.evidence(),
  };
  return { ...(await check(supposing)), simulation: facts.map(supposedWords) };
}
