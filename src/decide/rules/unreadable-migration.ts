/** A migration that could not be read to its end: what it does cannot be judged. */
import type { AttributedEffect, Finding, MigrationSet, Problem } from '../../model.ts';
import { inShort, orOk, steps } from '../phrases.ts';
import { finding, type Proposal, placed, type Rule } from '../rule.ts';

const id = 'unreadable-migration';

function tellProblem(problem: Problem): Finding {
  return finding(id, {
    ...placed(problem),
    status: 'block',
    message: `${problem.path} could not be read at line ${problem.line}: ${inShort(problem.message, 240)}`,
    why: 'What follows from a statement that nobody could read is unknown, and unknown is not safe.',
    next: 'Correct this place; where it is right for your server, write the statement plainly in a migration of its own.',
  });
}

/** What the reader says of files in the migrations' folder counts for the files that this pull request brings. */
function problemsOf(proposal: Proposal, set: MigrationSet): Problem[] {
  const brought = new Set(proposal.files.map(({ path }) => path));
  const own = set.problems.filter(({ path }) => proposal.subject.kind === 'lint' || brought.has(path));
  const huge = proposal.files
    .filter((file) => file.unread && set.head.some(({ path }) => path === file.path))
    .map(({ path }) => ({ path, line: 1, column: 1, message: 'it is over the size limit and was not read' }));
  return [...own, ...huge, ...set.proposed.flatMap(({ read }) => read.problems)];
}

/** A function of an extension may have no statements that it comes to: then somebody has to answer for it by name. */
const PLAINLY =
  'Write the statements that it comes to plainly, one by one. Where there are none (a function of an extension), say on the line above why it may run:\n-- lanekeeper: allow unreadable-migration because …';

/** A function that gives values to rows: told, for it may do more; not held up, for it was called for its value. */
function tellCall(effect: AttributedEffect): Finding {
  return finding(id, {
    ...placed(effect),
    status: 'warn',
    change: effect.change,
    phase: effect.phase,
    message: `${inShort(effect.statement)} calls ${effect.object}, and what that does cannot be seen.`,
    why: effect.why,
    next: steps(effect.instead, 'Make sure that it only computes.'),
  });
}

function tellUnknown(effect: AttributedEffect): Finding {
  if (effect.operation === 'call-function-on-rows') return tellCall(effect);
  const seenThrough = effect.operation === 'do-block-static';
  return finding(id, {
    ...placed(effect),
    status: seenThrough ? 'warn' : 'block',
    change: effect.change,
    phase: effect.phase,
    message: seenThrough
      ? `${inShort(effect.statement)} was read through, but whether and how often its statements run is decided on the server.`
      : `What ${inShort(effect.statement)} does cannot be seen.`,
    why:
      effect.why ||
      (seenThrough
        ? 'Each statement in it was judged as if it ran once.'
        : 'Its effects and its locks are not written in the file, so nothing can be said about them.'),
    next: seenThrough ? 'Write the statements plainly where no condition is needed.' : PLAINLY,
  });
}

/** The place of a problem is told once, by the problem. */
const key = ({ path, line }: { path: string; line: number }): string => `${path}\n${line}`;

export const unreadableMigration: Rule = {
  id,
  subjects: ['pull_request', 'lint'],
  judge(proposal) {
    const problems = proposal.sets.flatMap((set) => problemsOf(proposal, set));
    const told = new Set(problems.map(key));
    const unknown = proposal.effects.filter(
      (effect) => (effect.kind === 'unknown' || effect.phase === 'unknown') && !told.has(key(effect)),
    );
    const findings = [...problems.map(tellProblem), ...unknown.map(tellUnknown)];
    return orOk(id, proposal, findings, 'Every migration was read to its end.');
  },
};
