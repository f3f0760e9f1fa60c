/** A deployment rests on the approval that was given when its contract was merged: found by the contract file's content. */
import type { Approval, AttributedEffect, Environment, Finding } from '../model.ts';
import { approvalProblem, NOBODY_MAY } from './approvals.ts';
import { type CarriedContract, startOf } from './contracts.ts';
import { type Content, carriedBy } from './presence.ts';
import { type Ask, finding, type Proposal } from './rule.ts';
import { statusOfUntold, type Untold, worstUntold } from './sites.ts';

interface Given {
  people: string[];
  /** Why other approvals do not count. */
  problems: string[];
  untold: Untold | null;
}

/** Who may approve and did so at a head that held these very migrations. */
function approvedAt(
  proposal: Proposal,
  ask: Ask,
  approvals: readonly Approval[],
  migrations: readonly Content[],
): Given {
  const given: Given = { people: [], problems: [], untold: null };
  const untold: Untold[] = [];
  for (const approval of approvals) {
    const { by, head } = approval;
    const problem = approvalProblem(proposal, approval, null);
    if (problem !== null || head === null) {
      given.problems.push(`${by}: ${problem ?? 'which commit was approved is not known'}`);
      continue;
    }
    const carried = carriedBy(ask, head, migrations);
    if (carried.state !== 'known') {
      untold.push({ state: carried.state, why: carried.why });
      given.problems.push(`${by}: what was approved could not be read: ${carried.why}`);
    } else if (migrations.length === 0 || carried.value.length < migrations.length)
      given.problems.push(`${by}: approved other content than is deployed`);
    else given.people.push(by.replace(/^@/, '').toLowerCase());
  }
  return { ...given, people: [...new Set(given.people)], untold: worstUntold(untold) };
}

type At = Pick<Finding, 'path' | 'line' | 'column' | 'change' | 'phase' | 'environment'>;

/** By whom an override with this content was given; empty: by nobody who may. */
export function overriddenBy(proposal: Proposal, ask: Ask, migrations: readonly Content[]): string[] {
  const answer = ask<'approvals'>({ ask: 'approvals', change: 'override' });
  if (answer.state !== 'known') return [];
  const overrides = answer.value.approvals.filter(({ override }) => (override ?? '').trim() !== '');
  return approvedAt(proposal, ask, overrides, migrations).people;
}

function judge(
  rule: string,
  proposal: Proposal,
  ask: Ask,
  at: At & { change: string },
  migrations: readonly Content[],
  needed: number,
): Finding {
  const approvers = proposal.manifest?.approval.approvers ?? [];
  const limit = `${needed} for this content`;
  if (approvers.length === 0) {
    const message = `nobody may approve ${at.change}: the manifest names no approvers.`;
    return finding(rule, { ...at, ...NOBODY_MAY, message, limit });
  }
  const answer = ask<'approvals'>({ ask: 'approvals', change: at.change });
  const next = `Have one of ${approvers.join(', ')} approve ${at.change} at a commit with this content.`;
  if (answer.state !== 'known') {
    const status = statusOfUntold({ state: answer.state, why: answer.why });
    const message = `whether ${at.change} was approved is not known: ${answer.why}.`;
    return finding(rule, { ...at, status, message, next, limit });
  }
  const given = answer.value.approvals.filter(({ override }) => override === null);
  const found = approvedAt(proposal, ask, given, migrations);
  if (found.people.length >= needed) {
    const message = `${at.change} was approved by ${found.people.join(', ')} with this content.`;
    return finding(rule, { ...at, status: 'ok', message, limit, seen: `${found.people.length}` });
  }
  const overriding = overriddenBy(proposal, ask, migrations);
  if (overriding.length > 0) {
    const message = `${at.change} was merged by an override of ${overriding.join(', ')} for this content.`;
    return finding(rule, { ...at, status: 'warn', message, limit });
  }
  return finding(rule, { ...at, ...tellTooFew(at.change, found, needed, migrations), next, limit });
}

function tellTooFew(
  change: string,
  { people, problems, untold }: Given,
  needed: number,
  migrations: readonly Content[],
) {
  const has = `${change} has ${people.length} of ${needed} approvals for`;
  return {
    status: untold ? statusOfUntold(untold) : ('wait' as const),
    message: `${has} the content of ${migrations.map(({ path }) => path).join(', ')}.`,
    short: `${has} this content`,
    why: 'what a contract removes does not come back; a person answers for that.',
    seen: problems.join('; '),
  };
}

export function judgeMergedApproval(
  rule: string,
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding {
  const { id, contract: asked } = contract.change;
  const at = { ...startOf(contract), change: id, phase: contract.kind, environment: environment.name };
  return judge(rule, proposal, ask, at, contract.migrations, Math.max(1, asked.approvals));
}

/** Whether an approver let this undeclared removal through when it was merged. */
export function wasOverridden(proposal: Proposal, ask: Ask, effect: AttributedEffect): string[] {
  const migrations = proposal.sets.flatMap((set) =>
    [...set.base, ...set.proposed].filter(({ path }) => path === effect.path),
  );
  return overriddenBy(proposal, ask, migrations);
}
