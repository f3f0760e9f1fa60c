/** A lock that stops reads or writes, held for as long as a table is read through or written anew. */
import type { AttributedEffect, Finding, Lock, ObjectName } from '../../model.ts';
import { emptyTables, locksInTheWay, strengthOf, whatWaits } from '../locks.ts';
import { inShort, list, orOk, steps, tellSize } from '../phrases.ts';
import { finding, type ProposedStatement, placed, type Rule, sizeOf } from '../rule.ts';

const id = 'online-ddl';

/**
 * Statements that write rows are judged by batched-data, a column that no row can have by in-place-change; and a
 * sequence is one row, whatever is done to it.
 */
function isOthersConcern(at: ProposedStatement, effect: AttributedEffect): boolean {
  if (effect.kind === 'adds' && effect.phase === 'in-place') return true;
  const writesRows =
    effect.kind === 'rewrites' && at.statement.rows.some((row) => row.table === effect.table);
  return writesRows || effect.objectKind === 'sequence';
}

/** The tables whose size says how long the work takes. */
function workedOn(effect: AttributedEffect, locks: Lock[]): (ObjectName | null)[] {
  if (effect.kind === 'constrains' && effect.table !== null && !effect.fresh) return [effect.table];
  const tables = locks.map(({ object }) =>
    object.startsWith('index:') ? effect.table : object.replace(/^view:/, ''),
  );
  return [...new Set(tables)];
}

/** A block holds several statements: what they come to together is transaction-scope's. */
const isOfSameStatement = (a: AttributedEffect, b: AttributedEffect): boolean =>
  a !== b && a.line === b.line && a.column === b.column;

/** One statement holds its strongest lock throughout, also while a milder part of it works. */
function heldDuring(at: ProposedStatement, effect: AttributedEffect): Lock[] {
  const beside = at.effects
    .filter((other) => other.table === effect.table && isOfSameStatement(other, effect))
    .flatMap((other) => locksInTheWay(other).filter(({ object }) => object === effect.table));
  const all = [...locksInTheWay(effect), ...beside];
  const strongestFirst = all.toSorted((a, b) => strengthOf(b.mode) - strengthOf(a.mode));
  return strongestFirst.filter(
    (lock, index) => strongestFirst.findIndex(({ object }) => object === lock.object) === index,
  );
}

/** Whether they read a table rests on something that nobody told, and no other step would do without them. */
const PERHAPS = new Set(['add-primary-key-using-unknown-index', 'validate-domain-unseen']);

/** An online way that the server refuses for this table: what is left is the one that the effect tells. */
const REFUSED = new Set([
  'create-index-concurrently-partitioned',
  'create-unique-index-concurrently-partitioned',
]);

function tellRefused(effect: AttributedEffect): Finding {
  return finding(id, {
    ...placed(effect),
    status: 'block',
    change: effect.change,
    phase: effect.phase,
    message: `${inShort(effect.statement)} would fail: ${effect.table} is partitioned.`,
    why: effect.why,
    seen: 'the schema as the migrations make it, just before this statement',
    next: steps(
      effect.instead,
      'Build the index of each partition concurrently, and attach them to one on the parent alone.',
    ),
  });
}

function judgeEffect(at: ProposedStatement, effect: AttributedEffect): Finding[] {
  if (REFUSED.has(effect.operation)) return [tellRefused(effect)];
  if (effect.load === 'instant' || isOthersConcern(at, effect)) return [];
  const locks = heldDuring(at, effect);
  const strongest = locks[0];
  if (!strongest) return [];
  const sized = workedOn(effect, locks);
  const large = sized.some((table) => sizeOf(at.set, table).large);
  const unsure = PERHAPS.has(effect.operation);
  const work = effect.load === 'rewrite' ? 'writes the table anew' : 'reads every row';
  const held = locks.map(({ object, mode }) => `${mode} on ${object}`);
  return [
    finding(id, {
      ...placed(effect),
      status: large && !unsure ? 'block' : 'warn',
      change: effect.change,
      phase: effect.phase,
      message: `${inShort(effect.statement)} ${unsure ? 'may' : 'would'} hold ${list(held)} while it ${work}: ${whatWaits(strongest.mode)} wait until it ends.`,
      why:
        effect.why ||
        `${strongest.object} stays locked from the first row to the last, however long that takes.`,
      seen: sized.map((table) => tellSize(at.set, table)).join('; '),
      next: steps(
        effect.instead,
        'Split it into steps that each hold their lock for a moment, or run it while nothing uses the table.',
      ),
      evidence: [
        {
          source: 'migration',
          at: null,
          url: null,
          value: { operation: effect.operation, load: effect.load, locks },
        },
      ],
    }),
  ];
}

export const onlineDdl: Rule = {
  id,
  subjects: ['pull_request', 'lint'],
  judge(proposal) {
    const isEmpty = emptyTables(proposal);
    const findings = proposal.statements.flatMap((at) =>
      at.effects
        .filter((effect) => REFUSED.has(effect.operation) || !isEmpty(at, effect))
        .flatMap((effect) => judgeEffect(at, effect)),
    );
    return orOk(
      id,
      proposal,
      findings,
      'No statement would hold a lock in the way while it reads or rewrites a table in use.',
    );
  },
};
