/** The sentences that every format shares, so that terminal, comment and check say the same. */
import type { BackfillPlan, Decision, Exemption, Finding, Status, Verdict, VerdictWord } from '../model.ts';
import { formatDuration } from '../time.ts';
import { cleanLine, clip } from './clean.ts';
import { showAtLeast, showCommit, showCount, showMoment } from './when.ts';

const MEANINGS: Record<VerdictWord, string> = {
  pass: 'Everything that was asked is met.',
  wait: 'There is nothing to edit: time, a deployment, telemetry or an approval will settle it.',
  block: 'The author has to change something.',
  error: 'It could not be decided, and what could not be decided does not pass.',
};

/** What a verdict comes to, for whoever sees the word for the first time. */
export function meaningOf({ word, override, wouldBe, findings }: Verdict): string {
  if (wouldBe !== null) return `Nothing is held up while observing. Enforced: ${MEANINGS[wouldBe] ?? ''}`;
  if (override) return 'An approver let it through, whatever is not met below.';
  if (word === 'pass' && findings.length === 0) return 'Nothing in it has to wait its turn.';
  return MEANINGS[word] ?? '';
}

/** Over what is met: it is why a pull request passes only where it passes by itself. */
export function metTitle({ word, override, wouldBe }: Verdict): string {
  return word === 'pass' && !override && (wouldBe ?? 'pass') === 'pass' ? 'Why it passes' : 'What is met';
}

/** What a decision on supposed facts says of itself, everywhere; empty where nothing was supposed. */
export function simulationWords({ simulation }: Pick<Decision, 'simulation'>): string {
  if (simulation === undefined) return '';
  return `Simulation, as if ${simulation.map(cleanLine).join(', ')}: that much is supposed, and nothing here is evidence.`;
}

const VERBS: Record<Status, [one: string, many: string]> = {
  error: ['cannot be decided', 'cannot be decided'],
  block: ['blocks', 'block'],
  wait: ['waits', 'wait'],
  warn: ['warns', 'warn'],
  ok: ['met', 'met'],
};

/** `1 blocks, 2 wait, 7 met`; empty where there is no finding. */
export function countFindings(findings: readonly Finding[]): string {
  return (Object.keys(VERBS) as Status[])
    .map((status) => [status, findings.filter((finding) => finding.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${showCount(count)} ${VERBS[status][count === 1 ? 0 : 1]}`)
    .join(', ');
}

/** The verdict with what it would have been, and whether it is an override. */
export function verdictWords({ verdict }: Decision): string {
  if (verdict.wouldBe !== null) return `${verdict.word} (observing; it would be ${verdict.wouldBe})`;
  return verdict.override ? `${verdict.word} by override` : verdict.word;
}

/** `path:line`, `path` or nothing. */
export function placeOf(at: { path: string | null; line: number | null }): string {
  const path = cleanLine(at.path ?? '');
  return path !== '' && at.line !== null ? `${path}:${at.line}` : path;
}

/** `split-user-name, contract, production`: those that are known. */
export function belongsTo({ change, phase, environment }: Finding): string {
  return [change, phase, environment]
    .map((part) => cleanLine(part ?? ''))
    .filter((part) => part !== '')
    .join(', ');
}

/** The moment that nobody has told in words yet; empty where there is none or the text says it. */
export function clearsBy(finding: Finding, now: number): string {
  const moment = showMoment(finding.until, now);
  if (moment === null || finding.status === 'ok' || (finding.until ?? now) <= now) return '';
  const told = `${finding.message} ${finding.next}`.includes(moment.slice(0, 10));
  return told ? '' : `This clears by itself on ${moment}.`;
}

/** What to do next, as lines: the first is prose, those after it may be text to paste. */
export function nextOf(finding: Finding, now: number): string {
  const clears = clearsBy(finding, now);
  if (clears === '') return finding.next;
  const [first = '', ...rest] = finding.next.split('\n');
  return [first.trim() === '' ? clears : `${first.trimEnd()} ${clears}`, ...rest].join('\n');
}

/** A headline stays small, whatever a ref or an environment is called. */
const NAME = 200;

/** What a pull request, deployment or file is called in a headline. */
export function subjectWords({ subject }: Decision): string {
  if (subject.kind === 'lint') return 'migration files by themselves';
  const [head, base] = [subject.head, subject.base].map((commit) =>
    clip(showCommit(cleanLine(commit)), NAME),
  );
  const range = `${head} on ${base}`;
  if (subject.kind === 'deployment')
    return `deployment of ${head} to ${clip(cleanLine(subject.environment), NAME)}`;
  return subject.number === null ? range : `pull request ${subject.number}, ${range}`;
}

/** How long a backfill takes, with the numbers that it was reckoned from. */
export function planWords(plan: BackfillPlan): string {
  const batches = `${showCount(plan.rows)} rows in ${showCount(plan.batches)} batches of ${showCount(plan.batch)}`;
  const ideal = Number.isFinite(plan.ideal) ? formatDuration(plan.ideal) : 'an unknown time';
  return `${batches}: ${ideal} at ${showCount(plan.rate)} rows/s without pause; plan for ${showAtLeast(plan.planned)}`;
}

/** What became of an exemption, without its place and reason. */
export function exemptionWords({ state, until, note }: Exemption, now: number): string {
  const moment = showMoment(until, now);
  const end = moment === null ? '' : state === 'expired' ? `, ended ${moment}` : `, until ${moment}`;
  return `${state}${end}${note.trim() === '' ? '' : ` (${cleanLine(note)})`}`;
}

/** How far an environment can be rolled back, and what merging costs. */
export function horizonWords({ now, after }: Decision['horizon'][number]): string {
  const show = (sha: string | null): string => (sha === null ? 'not known' : showCommit(cleanLine(sha)));
  return now === after ? `${show(now)}, unchanged by this` : `${show(now)} today; after this ${show(after)}`;
}
