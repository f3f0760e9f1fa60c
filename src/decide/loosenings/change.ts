import type { Change, Step } from '../../model.ts';
import { compareContracts } from './contract.ts';
import { type Tell, tellChanged, tellLost, tellShorter } from './order.ts';

/** Compares one change as it was with itself as it would be. */
export function compareChange(from: Change, to: Change, tell: Tell): void {
  const at = `changes.${from.id}`;
  tellChanged(tell, `${at}.database`, `${at}.database`, from.database, to.database);
  compareObjects(from, to, at, tell);
  compareAnnounced(from, to, at, tell);
  tellShorter(tell, `${at}.expand.soak`, `${at}.expand.soak`, from.expandSoak, to.expandSoak);
  compareStep(from.dualWrite, to.dualWrite, `${at}.migrate.dual_write`, tell);
  compareBackfill(from, to, `${at}.migrate.backfill`, tell);
  compareStep(from.readNew, to.readNew, `${at}.migrate.read_new`, tell);
  compareStep(from.stopOld, to.stopOld, `${at}.migrate.stop_old`, tell);
  compareWriters(from, to, `${at}.writers`, tell);
  tellChanged(tell, `${at}.references`, `${at}.references`, from.references, to.references);
  compareContracts(from.contract, to.contract, at, tell);
}

const LISTS = ['adds', 'removes', 'tightens', 'rewrites'] as const;

/**
 * What a change names is what it holds up. An object that joins the removed ones is no loosening (a new change could
 * remove it as well), unless it would borrow what the change has behind it or does without.
 */
function compareObjects(from: Change, to: Change, at: string, tell: Tell): void {
  for (const list of LISTS) tellLost(tell, `${at}.${list}`, `${at}.${list}`, from[list], to[list]);
  const joined = (['removes', 'tightens'] as const).flatMap((list) =>
    to[list].filter((object) => !from[list].includes(object)),
  );
  const lender = lentBy(from);
  if (joined.length > 0 && lender !== null) {
    tell(
      `${at}.removes`,
      `${at} begins to remove or tighten ${joined.join(', ')}, which would borrow ${lender}; declare another change`,
    );
  }
}

function lentBy({ announced, contract, references }: Change): string | null {
  if (announced !== null) return 'its announcement';
  const off = (['soak', 'deprecation', 'divergence', 'backfill'] as const).find((name) => {
    const value = contract[name];
    return typeof value === 'object' && value !== null && 'off' in value;
  });
  if (off) return `that its ${off} is off`;
  if (contract.quiet.implicit === 'allow') return 'that its SELECT * does not count';
  return references ? 'its references' : null;
}

function compareAnnounced(from: Change, to: Change, at: string, tell: Tell): void {
  if (from.announced === null || to.announced === null || to.announced >= from.announced) return;
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  tell(`${at}.announced`, `${at}.announced goes back from ${day(from.announced)} to ${day(to.announced)}`);
}

/** Which files and which flag a step looks at decides when it is live, and two patterns have no order. */
function compareStep(from: Step | null, to: Step | null, at: string, tell: Tell): void {
  if (from === null) return;
  if (to === null) {
    tell(at, `${at} is taken out`);
    return;
  }
  tellChanged(tell, `${at}.code`, `${at}.code`, from.code, to.code);
  if (from.flag !== null) tellChanged(tell, `${at}.flag`, `${at}.flag`, from.flag, to.flag);
}

/** Rows, batch and rate are for planning; the job is where the proof comes from. */
function compareBackfill(from: Change, to: Change, at: string, tell: Tell): void {
  if (from.backfill === null) return;
  if (to.backfill === null) tell(at, `${at} is taken out`);
  else tellChanged(tell, `${at}.job`, `${at}.job`, from.backfill.job ?? from.id, to.backfill.job ?? to.id);
}

function compareWriters(from: Change, to: Change, at: string, tell: Tell): void {
  if (from.writers === null) return;
  if (to.writers === null) tell(at, `${at} is taken out`);
  else tellLost(tell, at, at, from.writers, to.writers);
}
