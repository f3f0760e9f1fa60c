/** How far every environment goes back today, and after each open contract: what `lanekeeper horizon` tells. */
import type { Answered, Change, Decision, Environment, Finding, Question, Reading } from '../model.ts';
import { askFrom } from './ask.ts';
import { mergedContracts } from './contracts.ts';
import { type Gone, goneToday, type Horizon, horizonIn, type Reach } from './horizon.ts';
import { propose } from './propose.ts';
import { type Ask, finding, type Proposal } from './rule.ts';
import { words } from './rules/rollback-horizon.ts';
import { oldShape } from './shapes.ts';
import type { Untold } from './sites.ts';
import { worstOf } from './worst.ts';

const RULE = 'rollback-horizon';
/** As far as the records reach. */
const ALL: Reach = { since: null, deployments: null };

/** Changes whose removal is not merged yet. */
function openContracts({ changes, sets }: Proposal): Change[] {
  return changes
    .map(({ change }) => change)
    .filter((change) => {
      const set = sets.find(({ database }) => database.name === change.database);
      return (
        change.removes.length > 0 && set !== undefined && mergedContracts(set, change).objects.length === 0
      );
    });
}

function unknown(environment: string, change: string | null, { state, why }: Untold): Finding {
  return finding(RULE, {
    status: state === 'failed' ? 'error' : 'wait',
    ...{ environment, change },
    message: `how far ${environment} can be rolled back is not known: ${why}.`,
    next: `Give the deployments of ${environment} (--evidence FILE).`,
  });
}

interface Told {
  findings: Finding[];
  horizon: Decision['horizon'][number];
}

const commitOf = (horizon: Horizon | Untold): string | null =>
  horizon.state === 'known' ? horizon.commit : null;

function tellChange(environment: Environment, change: Change, after: Horizon | Untold, now: number): Finding {
  if (after.state !== 'known') return unknown(environment.name, change.id, after);
  const message = `after the contract of ${change.id}, ${environment.name} could go back to ${words(after, now)}.`;
  return finding(RULE, { status: 'ok', environment: environment.name, change: change.id, message });
}

function tellIn(proposal: Proposal, ask: Ask, environment: Environment, open: readonly Change[]): Told {
  const { name } = environment;
  const gone = goneToday(proposal, ask, environment);
  if ('state' in gone) {
    return { findings: [unknown(name, null, gone)], horizon: { environment: name, now: null, after: null } };
  }
  const today = horizonIn(ask, environment, gone, ALL);
  const withTerms = (changes: readonly Change[]): Gone => ({
    ...gone,
    terms: [...gone.terms, ...changes.flatMap(oldShape)],
  });
  const first =
    today.state === 'known'
      ? finding(RULE, {
          status: 'ok',
          environment: name,
          message: `${name} can today go back to ${words(today, proposal.now)}.`,
        })
      : unknown(name, null, today);
  const each = open.map((change) =>
    tellChange(environment, change, horizonIn(ask, environment, withTerms([change]), ALL), proposal.now),
  );
  const after = open.length === 0 ? today : horizonIn(ask, environment, withTerms(open), ALL);
  return {
    findings: [first, ...each],
    horizon: { environment: name, now: commitOf(today), after: commitOf(after) },
  };
}

/** Pure, as `decide` is. */
export function horizons(
  reading: Reading,
  answers: readonly Answered[],
): { decision: Decision; unanswered: Question[] } {
  const proposal = propose(reading);
  const { ask, unanswered } = askFrom(answers, reading.now);
  const open = openContracts(proposal);
  const told = (proposal.manifest?.environments ?? []).map((environment) =>
    tellIn(proposal, ask, environment, open),
  );
  const findings = told.flatMap((one) => one.findings);
  const decision: Decision = {
    now: reading.now,
    subject: reading.subject,
    verdict: { word: worstOf(findings), findings, exemptions: [], override: null, wouldBe: null },
    ...{ effects: [], lanes: [], plans: [], evidence: {}, notes: [] },
    horizon: told.map(({ horizon }) => horizon),
  };
  return { decision, unanswered };
}
