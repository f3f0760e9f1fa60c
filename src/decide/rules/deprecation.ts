/** deprecation: those who were told that the old shape goes have had the time that they were promised. */
import type { Finding } from '../../model.ts';
import { formatDuration, formatMoment } from '../../time.ts';
import { type CarriedContract, contractsIn, startOf } from '../contracts.ts';
import { finding, type Proposal, type Rule } from '../rule.ts';

const ID = 'deprecation';

/** The promised time of one contract. */
export function judgeDeprecation(proposal: Proposal, contract: CarriedContract): Finding[] {
  const { announced, contract: asked, id } = contract.change;
  const { deprecation } = asked;
  const limit = typeof deprecation === 'number' ? formatDuration(deprecation) : 'off';
  const at = { change: id, phase: 'contract', ...startOf(contract), limit };
  if (deprecation === null) return [];
  if (typeof deprecation !== 'number') {
    return [
      finding(ID, {
        ...at,
        status: 'warn',
        message: `the deprecation window of ${id} is switched off: ${deprecation.off}`,
      }),
    ];
  }
  const objects = contract.objects.join(', ');
  if (announced === null) {
    return [
      finding(ID, {
        ...at,
        status: 'block',
        message: `${id} asks for a deprecation window of ${formatDuration(deprecation)}, and nobody announced when it began.`,
        next: `Set announced: on ${id} in the manifest to the day on which users of ${objects} were told.`,
      }),
    ];
  }
  const until = announced + deprecation;
  if (until <= proposal.now) {
    return [
      finding(ID, {
        ...at,
        status: 'ok',
        seen: formatDuration(proposal.now - announced),
        message: `${objects} was announced ${formatDuration(proposal.now - announced)} ago; ${formatDuration(deprecation)} were asked.`,
      }),
    ];
  }
  return [
    finding(ID, {
      ...at,
      status: 'wait',
      message: `the deprecation window of ${objects} (${formatDuration(deprecation)}) runs until ${formatMoment(until, proposal.now)}.`,
      short: `${objects} may go on ${formatMoment(until, proposal.now)}: its deprecation window`,
      seen: announced > proposal.now ? 'not yet announced' : formatDuration(proposal.now - announced),
      why: 'those who were told may still rely on that date.',
      next: `Nothing to do: this clears by itself on ${formatMoment(until, proposal.now)}.`,
      until,
    }),
  ];
}

export const deprecation: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal) => contractsIn(proposal).flatMap((contract) => judgeDeprecation(proposal, contract)),
};
