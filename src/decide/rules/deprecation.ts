/** deprecation: those who were told that the old shape goes have had the time that they were promised. */
import type { Duration, Finding, Time } from '../../model.ts';
import { formatDuration, formatMoment } from '../../time.ts';
import { type CarriedContract, contractsIn, startOf } from '../contracts.ts';
import { finding, type Proposal, type Rule } from '../rule.ts';

const ID = 'deprecation';

type At = Pick<Finding, 'path' | 'line' | 'column'> & { change: string; phase: string; limit: string };

function judgeWindow(at: At, objects: string, announced: Time, window: Duration, now: Time): Finding {
  const until = announced + window;
  const seen = announced > now ? 'not yet announced' : formatDuration(now - announced);
  if (until <= now) {
    const message = `${objects} was announced ${seen} ago; ${formatDuration(window)} were asked.`;
    return finding(ID, { ...at, status: 'ok', seen, message });
  }
  const day = formatMoment(until, now);
  return finding(ID, {
    ...at,
    status: 'wait',
    message: `the deprecation window of ${objects} (${formatDuration(window)}) runs until ${day}.`,
    short: `${objects} may go on ${day}: its deprecation window`,
    seen,
    why: 'those who were told may still rely on that date.',
    next: `Nothing to do: this clears by itself on ${day}.`,
    until,
  });
}

/** The promised time of one contract. */
export function judgeDeprecation(proposal: Proposal, contract: CarriedContract): Finding[] {
  const { announced, contract: asked, id } = contract.change;
  const { deprecation } = asked;
  if (deprecation === null) return [];
  const about = { change: id, phase: 'contract', ...startOf(contract) };
  if (typeof deprecation !== 'number') {
    const message = `the deprecation window of ${id} is switched off: ${deprecation.off}`;
    return [finding(ID, { ...about, status: 'warn', limit: 'off', message })];
  }
  const at = { ...about, limit: formatDuration(deprecation) };
  const objects = contract.objects.join(', ');
  if (announced !== null) return [judgeWindow(at, objects, announced, deprecation, proposal.now)];
  return [
    finding(ID, {
      ...at,
      status: 'block',
      message: `${id} asks for a deprecation window of ${formatDuration(deprecation)}, and nobody announced when it began.`,
      next: `Set announced: on ${id} in the manifest to the day on which users of ${objects} were told.`,
    }),
  ];
}

export const deprecation: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal) => contractsIn(proposal).flatMap((contract) => judgeDeprecation(proposal, contract)),
};
