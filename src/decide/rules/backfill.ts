/** backfill: rows that nobody copied are not left behind. */
import type { AnswerTo, BackfillProgress, Change, Environment, Finding, ObjectName } from '../../model.ts';
import { isPartOf } from '../../names.ts';
import { inGroups } from '../../numbers.ts';
import { belongsTo } from '../attribute.ts';
import { contractsIn, inEachEnvironment, startOf } from '../contracts.ts';
import { type Content, presenceIn } from '../presence.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { effectsOf } from '../schema.ts';
import { statusOfUntold } from '../sites.ts';
import { telemetryOf } from '../telemetry-of.ts';

const ID = 'backfill';

type Start = Pick<Finding, 'path' | 'line' | 'column'>;
type At = Start & { change: string; phase: string; environment: string };

const WHY = 'rows that were not copied would be lost with the old shape, or read as empty from the new one.';

function tellRows({ done, total }: BackfillProgress): string {
  const rows = inGroups(done);
  return total === null ? `${rows} rows` : `${rows} of ${inGroups(total)} rows`;
}

/** What is not yet so, reading after the job's name; null: it is complete. */
function progressProblem(value: BackfillProgress): string | null {
  const { state, total, done, failed } = value;
  const rows = tellRows(value);
  if (state === 'failed') return `has failed after ${rows}`;
  if (state !== 'complete') return `is ${state}: ${rows} done`;
  if (failed > 0) return `is called complete, and ${inGroups(failed)} rows failed`;
  if (total !== null && !(done >= total)) return `is called complete, and only ${rows} are done`;
  return total === null && !(done > 0) ? 'is called complete, and tells of no row' : null;
}

interface Filling {
  migrations: Content[];
  /** Columns and tables that the change adds and no migration fills. */
  left: ObjectName[];
}

/** Migrations of the base that do the change's backfill. */
function fillingOf(proposal: Proposal, change: Change): Filling {
  const set = proposal.sets.find(({ database }) => database.name === change.database);
  const found = effectsOf(set?.base ?? []).filter(
    ({ effect }) =>
      set !== undefined &&
      effect.kind === 'rewrites' &&
      effect.phase === 'migrate' &&
      belongsTo(change, effect, set),
  );
  const filled = found.map(({ effect }) => effect.object);
  return {
    migrations: [...new Set(found.map(({ migration }) => migration))],
    left: [...change.adds, ...change.rewrites].filter(
      (object) => !/^[a-z]+:/.test(object) && !filled.some((one) => isPartOf(one, object)),
    ),
  };
}

function judgeByMigration(
  ask: Ask,
  at: At,
  environment: Environment,
  { migrations, left }: Filling,
): Finding {
  const presence = presenceIn(ask, environment, migrations, null);
  const paths = migrations.map(({ path }) => path).join(', ');
  const limit = 'its migrations present';
  if (presence.state === 'present') {
    const without = left.length > 0 ? `; no migration fills ${left.join(', ')}` : '';
    const message = `the backfill of ${at.change} ran in ${environment.name}: ${paths} is present there${without}.`;
    return finding(ID, { ...at, status: 'ok', message, limit, evidence: presence.evidence });
  }
  if (presence.state === 'absent') {
    return finding(ID, {
      ...at,
      status: 'wait',
      message: `the backfill of ${at.change} (${presence.paths.join(', ')}) has not been deployed to ${presence.site}.`,
      short: `the backfill of ${at.change} is not deployed to ${presence.site}`,
      why: WHY,
      limit,
      next: `Deploy it to ${presence.site}; this then clears by itself.`,
      evidence: presence.evidence,
    });
  }
  const message = `whether the backfill of ${at.change} ran in ${environment.name} is not known: ${presence.why}.`;
  const next = `Give the deployments of ${environment.name} (--evidence FILE).`;
  return finding(ID, { ...at, status: statusOfUntold(presence), message, why: WHY, limit, next });
}

function tellProgress(at: At, job: string, value: BackfillProgress, evidence: Finding['evidence']): Finding {
  const problem = progressProblem(value);
  const about = { ...at, seen: `${value.state}, ${tellRows(value)}`, limit: 'complete', evidence };
  if (problem === null) {
    const message = `the backfill ${job} is complete in ${at.environment}: ${tellRows(value)}.`;
    return finding(ID, { ...about, status: 'ok', message });
  }
  return finding(ID, {
    ...about,
    status: 'wait',
    message: `the backfill ${job} ${problem} in ${at.environment}.`,
    short: `the backfill ${job} ${problem}`,
    why: WHY,
    next:
      value.state === 'failed' || value.state === 'complete'
        ? `Mend and run ${job} again; this clears by itself when it is complete.`
        : `Let ${job} finish; this then clears by itself.`,
  });
}

function judgeByJob(proposal: Proposal, ask: Ask, change: Change, at: At, environment: Environment): Finding {
  const telemetry = telemetryOf(proposal, change.database, environment);
  const job = change.backfill?.job ?? change.id;
  const next = `Have the job report to PUT /v1/backfills/${job}, or do the backfill in a migration, or say why none is needed: contract.backfill: { off: reason }.`;
  const about = { ...at, why: WHY, limit: 'complete', next };
  if (telemetry === null) {
    const message = `whether ${change.id} was backfilled in ${environment.name} cannot be known: no telemetry is named for it.`;
    return finding(ID, { ...about, status: 'error', message });
  }
  const answer: AnswerTo<'backfill'> = ask({
    ask: 'backfill',
    telemetry,
    environment: environment.name,
    name: job,
  });
  if (answer.state !== 'known') {
    const status = statusOfUntold({ state: answer.state, why: answer.why });
    const message = `whether the backfill ${job} is complete in ${environment.name} is not known: ${answer.why}.`;
    return finding(ID, { ...about, status, message });
  }
  const { source, at: time, url, value } = answer;
  return tellProgress(at, job, value, [{ source, at: time, url, value }]);
}

/** By migration where one does it; by the job where none does, or where a job is declared for what they leave. */
function judgeBackfill(
  proposal: Proposal,
  ask: Ask,
  change: Change,
  environment: Environment,
  place: Start,
  phase: string,
): Finding[] {
  const at: At = { ...place, change: change.id, phase, environment: environment.name };
  const filling = fillingOf(proposal, change);
  const byMigration = filling.migrations.length > 0;
  const byJob = !byMigration || (change.backfill?.job != null && filling.left.length > 0);
  return [
    ...(byMigration ? [judgeByMigration(ask, at, environment, filling)] : []),
    ...(byJob ? [judgeByJob(proposal, ask, change, at, environment)] : []),
  ];
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
        limit: 'off',
        message: `the backfill of ${change.id} is switched off: ${asked.off}`,
      }),
    ];
  }
  return inEachEnvironment(ID, proposal, { ...place, change: change.id, phase }, (environment) =>
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
