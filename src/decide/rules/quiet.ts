/** quiet: it is proved that no query touches the old shape; what is not proved is not so. */
import type { AnswerTo, Environment, Finding, ObjectName } from '../../model.ts';
import { formatDuration } from '../../time.ts';
import { type CarriedContract, contractsIn, environmentsOf, startOf } from '../contracts.ts';
import { isAskable, judgeObject, type QuietLimits } from '../quiet-proof.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
import { statusOfUntold } from '../sites.ts';
import { telemetryOf } from '../telemetry-of.ts';

const ID = 'quiet';

type At = Pick<Finding, 'path' | 'line' | 'column'> & { change: string; phase: string; environment: string };

/** At least as long as the longest cycle of the object's table: a quarterly job is quiet for 91 days. */
function windowOf(contract: CarriedContract, object: ObjectName): number {
  const tables = Object.entries(contract.set.database.tables);
  const cycles = tables
    .filter(([table]) => object === table || object.startsWith(`${table}.`))
    .map(([, { longestCycle }]) => longestCycle ?? 0);
  return Math.max(contract.change.contract.quiet.window, ...cycles);
}

function judgeWindow(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  at: At,
  telemetry: string,
  window: number,
  objects: ObjectName[],
): Finding[] {
  const source = proposal.manifest?.telemetry.find(({ name }) => name === telemetry);
  const { quiet } = contract.change.contract;
  const answer: AnswerTo<'usage'> = ask({
    ask: 'usage',
    telemetry,
    environment: at.environment,
    database: contract.change.database,
    from: proposal.now - window,
    to: proposal.now,
    objects,
    ignore: quiet.ignore,
  });
  if (!source || answer.state !== 'known') {
    const why = answer.state === 'known' ? `telemetry ${telemetry} is not in the manifest` : answer.why;
    // Silence proves nothing: no answer is not an answer of zero, whoever owed it.
    const status = answer.state === 'missing' ? 'error' : statusOfUntold({ state: 'failed', why });
    const message = `whether anything used ${objects.join(', ')} in ${at.environment} in the last ${formatDuration(window)} could not be told: ${why}.`;
    return [
      finding(ID, {
        ...at,
        status,
        message,
        next: `Make ${telemetry} answer for ${at.environment}; lanekeeper asks again at the next check.`,
      }),
    ];
  }
  const limits: QuietLimits = {
    ...quiet,
    window,
    sources: source.sources,
    maxAge: source.maxAge,
    maxGap: source.maxGap,
    now: proposal.now,
  };
  return objects.map((object) => {
    const parts = judgeObject(object, answer.value, limits);
    const value = answer.value.objects.find((usage) => usage.object === object) ?? null;
    return finding(ID, {
      ...at,
      ...parts,
      evidence: [{ source: answer.source, at: answer.value.generatedAt, url: answer.url, value }],
    });
  });
}

/** One environment's proof for one contract. Environments without telemetry give no finding of their own. */
export function judgeQuiet(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
): Finding[] {
  const at: At = {
    ...startOf(contract),
    change: contract.change.id,
    phase: 'contract',
    environment: environment.name,
  };
  const telemetry = telemetryOf(proposal, contract.change.database, environment);
  if (telemetry === null) return [];
  const windows = new Map<number, ObjectName[]>();
  for (const object of contract.objects.filter((name) => isAskable(name))) {
    const window = windowOf(contract, object);
    windows.set(window, [...(windows.get(window) ?? []), object]);
  }
  return [...windows].flatMap(([window, objects]) =>
    judgeWindow(proposal, ask, contract, at, telemetry, window, objects),
  );
}

function judgeContract(proposal: Proposal, ask: Ask, contract: CarriedContract): Finding[] {
  const at = { ...startOf(contract), change: contract.change.id, phase: 'contract' };
  const leftOut = contract.objects.filter((object) => !isAskable(object));
  const told = leftOut.map((object) =>
    finding(ID, {
      ...at,
      status: 'warn',
      message: `no query log can tell who uses ${object}, so quiet was not asked of it.`,
    }),
  );
  if (leftOut.length === contract.objects.length) return told;
  const environments = environmentsOf(proposal);
  const covered = environments.filter(
    (environment) => telemetryOf(proposal, contract.change.database, environment) !== null,
  );
  if (covered.length === 0) {
    const { database } = contract.change;
    return [
      ...told,
      finding(ID, {
        ...at,
        status: 'error',
        message: `that nothing uses ${contract.objects.join(', ')} cannot be proved: database ${database} has no telemetry in any environment.`,
        why: 'without a query log a use that nobody thought of is found by its failing.',
        next: `Run lanekeeper query-log serve beside the database, and name it: databases.${database}.telemetry and telemetry in the manifest.`,
      }),
    ];
  }
  return [...told, ...covered.flatMap((environment) => judgeQuiet(proposal, ask, contract, environment))];
}

export const quiet: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) =>
    contractsIn(proposal).flatMap((contract) => judgeContract(proposal, ask, contract)),
};
