/** backfill: rows that nobody copied are not left behind. */
import type { AnswerTo, BackfillProgress, Change, Environment, Finding } from '../../model.ts';
import { belongsTo } from '../attribute.ts';
import { contractsIn, environmentsOf, startOf } from '../contracts.ts';
import { presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { effectsOf } from '../schema.ts';
import { statusOfUntold } from '../sites.ts';
import { telemetryOf } from '../telemetry-of.ts';

const ID = 'backfill';

type Start = Pick<Finding, 'path' | 'line' | 'column'>;
type At = Start & { change: string; phase: string; environment: string };

function progressProblem(value: BackfillProgress): string | null {
  const count =
    value.total === null
      ? value.done.toLocaleString('en')
      : `${value.done.toLocaleString('en')} of ${value.total.toLocaleString('en')}`;
  if (value.state === 'failed') return `has failed after ${count} rows`;
  if (value.state !== 'complete') return `is ${value.state}: ${count} rows done`;
  if (value.failed > 0) return `is called complete, and ${value.failed.toLocaleString('en')} rows failed`;
  if (value.total !== null && value.done < value.total)
    return `is called complete, and only ${count} rows are done`;
  return null;
}

/** Migrations of the base that do the change's backfill. */
function backfillMigrations(proposal: Proposal, change: Change) {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  if (!set) return [];
  const found = effectsOf(set.base).filter(
    ({ effect }) =>
      effect.kind === 'rewrites' && effect.phase === 'migrate' && belongsTo(change, effect, set),
  );
  return [...new Set(found.map(({ migration }) => migration))];
}

function judgeByMigration(
  ask: Ask,
  at: At,
  environment: Environment,
  migrations: ReturnType<typeof backfillMigrations>,
): Finding {
  const presence = presenceIn(ask, environment, migrations, null);
  const paths = migrations.map(({ path }) => path).join(', ');
  if (presence.state === 'present') {
    return finding(ID, {
      ...at,
      status: 'ok',
      message: `the backfill of ${at.change} ran in ${environment.name}: ${paths} is present there.`,
      evidence: presence.evidence,
    });
  }
  if (presence.state === 'absent') {
    const message = `the backfill of ${at.change} (${presence.paths.join(', ')}) has not been deployed to ${presence.site}.`;
    return finding(ID, {
      ...at,
      status: 'wait',
      message,
      next: `Deploy it to ${presence.site}; this then clears by itself.`,
      evidence: presence.evidence,
    });
  }
  const message = `whether the backfill of ${at.change} ran in ${environment.name} is not known: ${presence.why}.`;
  return finding(ID, {
    ...at,
    status: statusOfUntold(presence),
    message,
    next: `Give the deployments of ${environment.name}.`,
  });
}

/** One environment's backfill of one change, for the contract or for the step that rests on it. */
function judgeBackfill(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  environment: Environment,
  place: Start,
  phase: string,
): Finding {
  const at: At = { ...place, change: change.id, phase, environment: environment.name };
  const migrations = backfillMigrations(proposal, change);
  if (migrations.length > 0) return judgeByMigration(ask, at, environment, migrations);
  const telemetry = telemetryOf(proposal, change.database, environment);
  const job = change.backfill?.job ?? change.id;
  const next = `Have the job report to PUT /v1/backfills/${job}, or do the backfill in a migration, or say why none is needed: contract.backfill: { off: reason }.`;
  if (telemetry === null) {
    const message = `whether ${change.id} was backfilled in ${environment.name} cannot be known: no telemetry is named for it.`;
    return finding(ID, { ...at, status: 'error', message, next });
  }
  const answer: AnswerTo<'backfill'> = ask({
    ask: 'backfill',
    telemetry,
    environment: environment.name,
    name: job,
  });
  if (answer.state !== 'known') {
    const message = `whether the backfill ${job} is complete in ${environment.name} is not known: ${answer.why}.`;
    return finding(ID, {
      ...at,
      status: statusOfUntold({ state: answer.state, why: answer.why }),
      message,
      next,
    });
  }
  const problem = progressProblem(answer.value);
  const evidence = [{ source: answer.source, at: answer.at, url: answer.url, value: answer.value }];
  if (problem === null) {
    const message = `the backfill ${job} is complete in ${environment.name}: ${answer.value.done.toLocaleString('en')} rows.`;
    return finding(ID, { ...at, status: 'ok', message, evidence });
  }
  return finding(ID, {
    ...at,
    status: 'wait',
    message: `the backfill ${job} ${problem} in ${environment.name}.`,
    why: 'rows that were not copied would be lost with the old shape, or read as empty from the new one.',
    next:
      answer.value.state === 'failed'
        ? `Mend and run ${job} again; this clears by itself when it is complete.`
        : `Let ${job} finish; this then clears by itself.`,
    evidence,
  });
}

/** What the change asks: off aloud, required, or (nothing to backfill) not at all. */
export function judgeBackfillOf(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  place: Start,
  phase: string,
): Finding[] {
  const asked = change.contract.backfill;
  if (asked === null) return [];
  if (asked !== 'required') {
    return [
      finding(ID, {
        ...place,
        change: change.id,
        phase,
        status: 'warn',
        message: `the backfill of ${change.id} is switched off: ${asked.off}`,
      }),
    ];
  }
  return environmentsOf(proposal).map((environment) =>
    judgeBackfill(proposal, ask, change, environment, place, phase),
  );
}

export const backfill: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) =>
    contractsIn(proposal).flatMap((contract) =>
      judgeBackfillOf(proposal, ask, contract.change, startOf(contract), 'contract'),
    ),
};
