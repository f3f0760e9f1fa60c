/** A blocking DDL statement that would wait for its lock without an end, with everybody queued behind it. */
import type { Finding, Lock, Statement } from '../../model.ts';
import { locksInTheWay, strengthOf, whatWaits } from '../locks.ts';
import { count, inShort, orOk } from '../phrases.ts';
import { finding, type ProposedStatement, placed, type Rule } from '../rule.ts';

const id = 'lock-timeout';

/** Whoever waits behind it has given up long before. */
const LONGEST = 60_000;

const isLong = ({ lockTimeout, lockTimeoutAfter = 0 }: Statement): boolean =>
  lockTimeout && lockTimeoutAfter > LONGEST;

interface Waiting {
  at: ProposedStatement;
  lock: Lock;
}

/**
 * One finding per file, at its first such statement: the remedy is one line at the file's head. A statement with an
 * exemption of its own is told by itself, so that its comment covers no other.
 */
function tellFile(waiting: Waiting[]): Finding[] {
  const allowed = waiting.filter(({ at }) => at.statement.allows.some(({ rules }) => rules.includes(id)));
  const rest = waiting.filter((one) => !allowed.includes(one));
  const long = rest.filter(({ at }) => isLong(at.statement));
  const none = rest.filter((one) => !long.includes(one));
  return [...allowed.map((one) => [one]), none, long].flatMap(tell);
}

/** How long it would wait, and what was seen of that. */
function tellTimeout(statement: Statement): { waits: string; seen: string; place: string } {
  if (!isLong(statement)) {
    const seen = 'no lock_timeout above zero is set in this file before it';
    return { waits: 'without a lock timeout', seen, place: 'Put this line before it' };
  }
  const seconds = (statement.lockTimeoutAfter ?? 0) / 1000;
  const waits =
    seconds >= 120 ? count(Math.round(seconds / 60), 'minute') : count(Math.round(seconds), 'second');
  const seen = `lock_timeout is ${waits} here`;
  return { waits: `for up to ${waits}`, seen, place: 'Put this line before it instead' };
}

function tell(waiting: Waiting[]): Finding[] {
  const first = waiting[0];
  if (!first) return [];
  const { statement, set } = first.at;
  const more = waiting.length - 1;
  const { waits, seen, place } = tellTimeout(statement);
  const scope = statement.transaction === null ? 'SET' : 'SET LOCAL';
  const setting =
    set.database.engine === 'postgresql' ? `${scope} lock_timeout = '5s';` : 'SET lock_wait_timeout = 5;';
  return [
    finding(id, {
      ...placed(statement),
      status: 'warn',
      message: `${inShort(statement.text)} would wait for ${first.lock.mode} on ${first.lock.object} ${waits}${more > 0 ? ` (and ${count(more, 'more statement')} in this file)` : ''}.`,
      why: `While it waits behind one long query on ${first.lock.object}, every later ${whatWaits(first.lock.mode) === 'writes' ? 'write' : 'query'} on ${first.lock.object} queues behind it.`,
      seen,
      next: `${place}, and run the migration again when it times out:\n${setting}`,
    }),
  ];
}

export const lockTimeout: Rule = {
  id,
  subjects: ['pull_request', 'lint'],
  judge(proposal) {
    const waiting = proposal.statements.flatMap((at): Waiting[] => {
      const locks = at.effects.flatMap(locksInTheWay);
      const lock = locks.toSorted((a, b) => strengthOf(b.mode) - strengthOf(a.mode))[0];
      return lock && (!at.statement.lockTimeout || isLong(at.statement)) ? [{ at, lock }] : [];
    });
    const findings = [...Map.groupBy(waiting, ({ at }) => at.migration).values()].flatMap(tellFile);
    return orOk(id, proposal, findings, 'No statement would wait without end for a lock in the way.');
  },
};
