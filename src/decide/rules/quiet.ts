/** quiet: it is proved that no query touches the old shape; what is not proved is not so. */
import type { AnswerTo, Environment, Finding, ObjectName } from '../../model.ts';
import { inGroups } from '../../numbers.ts';
import { formatDuration } from '../../time.ts';
import { type CarriedContract, contractsIn, environmentsOf, startOf } from '../contracts.ts';
import type { QuietLimits } from '../quiet-coverage.ts';
import { isAskable, judgeObject } from '../quiet-proof.ts';
import { type Ask, finding, type Proposal, type Rule } from '../rule.ts';
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

const times = (count: number, noun: string): string => `${inGroups(count)} ${noun}`;

const limitOf = ({ change }: CarriedContract, window: number): string => {
  const { reads, writes } = change.contract.quiet;
  return `${times(reads, 'reads')} and ${times(writes, 'writes')} in ${formatDuration(window)}`;
};

interface Asking {
  contract: CarriedContract;
  at: At;
  telemetry: string;
  window: number;
  objects: ObjectName[];
}

function tellSilence({ contract, at, telemetry, window, objects }: Asking, why: string): Finding {
  const names = objects.join(', ');
  return finding(ID, {
    ...at,
    status: 'error',
    message: `whether anything used ${names} in ${at.environment} in the last ${formatDuration(window)} could not be told: ${why}.`,
    short: `no answer of ${telemetry} on ${names} in ${at.environment}`,
    limit: limitOf(contract, window),
    next: `Make ${telemetry} answer for ${at.environment}; lanekeeper asks again at the next check.`,
  });
}

function judgeWindow(proposal: Proposal, ask: Ask, asking: Asking): Finding[] {
  const { contract, at, telemetry, window, objects } = asking;
  const { now } = proposal;
  const { quiet } = contract.change.contract;
  const source = proposal.manifest?.telemetry.find(({ name }) => name === telemetry);
  const answer: AnswerTo<'usage'> = ask({
    ask: 'usage',
    telemetry,
    environment: at.environment,
    database: contract.change.database,
    from: now - window,
    to: now,
    objects,
    ignore: quiet.ignore,
  });
  // Silence proves nothing: no answer is not an answer of zero, whoever owed it.
  if (answer.state !== 'known') return [tellSilence(asking, answer.why)];
  if (!source) return [tellSilence(asking, `telemetry ${telemetry} is not in the manifest`)];
  const { sources, maxAge, maxGap } = source;
  const limits: QuietLimits = { ...quiet, window, sources, maxAge, maxGap, now };
  const limit = limitOf(contract, window);
  return objects.map((object) => {
    const value = answer.value.objects.find((usage) => usage.object === object) ?? null;
    const evidence = [{ source: answer.source, at: answer.value.generatedAt, url: answer.url, value }];
    return finding(ID, { ...at, ...judgeObject(object, answer.value, limits), limit, evidence });
  });
}

/** One environment's proof for one contract. */
function judgeIn(
  proposal: Proposal,
  ask: Ask,
  contract: CarriedContract,
  environment: Environment,
  telemetry: string,
): Finding[] {
  const at: At = { ...about(contract), environment: environment.name };
  const windows = new Map<number, ObjectName[]>();
  for (const object of contract.objects.filter((name) => isAskable(name))) {
    const window = windowOf(contract, object);
    windows.set(window, [...(windows.get(window) ?? []), object]);
  }
  return [...windows].flatMap(([window, objects]) =>
    judgeWindow(proposal, ask, { contract, at, telemetry, window, objects }),
  );
}

const about = (contract: CarriedContract) => ({
  ...startOf(contract),
  change: contract.change.id,
  phase: 'contract',
});

function tellWithout(contract: CarriedContract): Finding {
  const { database } = contract.change;
  return finding(ID, {
    ...about(contract),
    status: 'error',
    message: `that nothing uses ${contract.objects.join(', ')} cannot be proved: database ${database} has no telemetry in any environment.`,
    short: `no telemetry can prove that nothing uses ${contract.objects.join(', ')}`,
    limit: limitOf(contract, contract.change.contract.quiet.window),
    why: 'without a query log a use that nobody thought of is found by its failing.',
    next: `Name a service that speaks the query-log protocol and sees every query: databases.${database}.telemetry and telemetry in the manifest.`,
  });
}

/** What no query log can be asked, and where there is none: told, for it is not proved. */
function tellUnasked(contract: CarriedContract, uncovered: readonly Environment[]): Finding[] {
  const objects = contract.objects
    .filter((object) => !isAskable(object))
    .map((object) => ({
      message: `no query log can tell who uses ${object}, so quiet was not asked of it.`,
      environment: null,
    }));
  const places = uncovered.map(({ name }) => ({
    message: `${name} has no telemetry for ${contract.change.database}, so quiet was not asked there.`,
    environment: name,
  }));
  return [...objects, ...places].map((part) => finding(ID, { ...about(contract), ...part, status: 'warn' }));
}

/** Every environment that has telemetry is asked; a database that has none anywhere proves nothing. */
export function judgeQuietOf(proposal: Proposal, ask: Ask, contract: CarriedContract): Finding[] {
  if (!contract.objects.some(isAskable)) return tellUnasked(contract, []);
  const telemetryIn = (environment: Environment): string | null =>
    telemetryOf(proposal, contract.change.database, environment);
  if ((proposal.manifest?.environments ?? []).every((environment) => telemetryIn(environment) === null))
    return [...tellUnasked(contract, []), tellWithout(contract)];
  const environments = environmentsOf(proposal);
  const uncovered = environments.filter((environment) => telemetryIn(environment) === null);
  return [
    ...tellUnasked(contract, uncovered),
    ...environments.flatMap((environment) => {
      const telemetry = telemetryIn(environment);
      return telemetry === null ? [] : judgeIn(proposal, ask, contract, environment, telemetry);
    }),
  ];
}

export const quiet: Rule = {
  id: ID,
  subjects: ['pull_request'],
  judge: (proposal, ask) =>
    contractsIn(proposal).flatMap((contract) => judgeQuietOf(proposal, ask, contract)),
};
