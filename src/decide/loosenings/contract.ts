import type { Contract, Duration, Off } from '../../model.ts';
import { formatDuration } from '../../time.ts';
import { type Tell, tellFewer, tellGained, tellMore, tellShorter } from './order.ts';

const isOff = (value: unknown): value is Off => typeof value === 'object' && value !== null && 'off' in value;

/** `owner` is the path of what the contract belongs to: `changes.split-user-name`, or `defaults`. */
export function compareContracts(from: Contract, to: Contract, owner: string, tell: Tell): void {
  const at = (name: string): [string, string] => [`${owner}.contract.${name}`, `${owner}.contract.${name}`];
  compareAsked(from.soak, to.soak, `${owner}.contract.soak`, tell);
  compareAsked(from.deprecation, to.deprecation, `${owner}.contract.deprecation`, tell);
  tellShorter(tell, ...at('quiet.window'), from.quiet.window, to.quiet.window);
  tellMore(tell, ...at('quiet.reads'), from.quiet.reads, to.quiet.reads);
  tellMore(tell, ...at('quiet.writes'), from.quiet.writes, to.quiet.writes);
  tellGained(tell, ...at('quiet.ignore'), from.quiet.ignore, to.quiet.ignore);
  if (from.quiet.implicit === 'count' && to.quiet.implicit === 'allow') {
    tell(
      at('quiet.implicit')[0],
      `${owner}.contract.quiet.implicit goes from count to allow: SELECT * would not count`,
    );
  }
  compareDivergence(from.divergence, to.divergence, `${owner}.contract.divergence`, tell);
  if (from.backfill === 'required' && to.backfill !== 'required')
    tellOff(to.backfill, at('backfill')[0], tell);
  tellFewer(tell, ...at('approvals'), from.approvals, to.approvals);
}

type Asked = Duration | Off | null;

function compareAsked(from: Asked, to: Asked, key: string, tell: Tell): void {
  if (from === null || isOff(from)) return;
  if (to === null || isOff(to)) tellOff(to, key, tell, formatDuration(from));
  else tellShorter(tell, key, key, from, to);
}

function compareDivergence(
  from: Contract['divergence'],
  to: Contract['divergence'],
  key: string,
  tell: Tell,
): void {
  if (from === null || isOff(from)) return;
  if (to === null || isOff(to)) {
    tellOff(to, key, tell);
    return;
  }
  tellMore(tell, `${key}.max`, `${key}.max`, from.max, to.max);
  tellShorter(tell, `${key}.window`, `${key}.window`, from.window, to.window);
}

function tellOff(to: Off | null, key: string, tell: Tell, from = ''): void {
  const before = from && `, it was ${from}`;
  tell(
    key,
    to === null ? `${key} is no longer asked${before}` : `${key} is switched off (${to.off})${before}`,
  );
}
