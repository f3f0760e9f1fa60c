/**
 * What a later manifest lets through that an earlier one did not. Whatever cannot be put in an order counts as a
 * loosening. A new change is none; nor is naming for the first time what was not there at all (approvers, a telemetry
 * source, a flag source), for until then nothing could pass by it.
 */
import type { Manifest, Place } from '../model.ts';
import { compareChange } from './loosenings/change.ts';
import { compareContracts } from './loosenings/contract.ts';
import { compareDatabases } from './loosenings/databases.ts';
import { compareEnvironments } from './loosenings/environments.ts';
import { type Tell, tellShorter } from './loosenings/order.ts';
import {
  compareApproval,
  compareCode,
  compareConsumers,
  compareExemptions,
  compareFlags,
  compareRollback,
  compareRules,
} from './loosenings/parts.ts';
import { compareTelemetry } from './loosenings/telemetry.ts';

export interface Loosening extends Place {
  /** One sentence: what is weaker, from what to what. */
  message: string;
  /** The id of a change that is no longer there; it is no loosening where that change is done. */
  removedChange: string | null;
}

/** Compares two manifests, part by part; empty: `to` asks at least what `from` asks. Places are those of `to`. */
export function findLoosenings(from: Manifest, to: Manifest): Loosening[] {
  const found: Loosening[] = [];
  const tell: Tell = (key, message) => {
    found.push({ ...placeIn(to, key), message, removedChange: null });
  };
  if (from.mode === 'enforce' && to.mode === 'observe') {
    tell('mode', 'mode goes from enforce to observe: every report would pass');
  }
  compareDatabases(from, to, tell);
  compareEnvironments(from.environments, to.environments, tell);
  compareCode(from.code, to.code, tell);
  compareConsumers(from.consumers, to.consumers, tell);
  compareTelemetry(from.telemetry, to.telemetry, tell);
  compareFlags(from.flags, to.flags, tell);
  compareApproval(from.approval, to.approval, tell);
  compareRules(from.rules, to.rules, tell);
  compareExemptions(from.exemptions, to.exemptions, tell);
  compareRollback(from.rollbackKeep, to.rollbackKeep, tell);
  compareDefaults(from, to, tell);
  compareChanges(from, to, tell, found);
  return found;
}

function compareDefaults(from: Manifest, to: Manifest, tell: Tell): void {
  if (!from.defaults || !to.defaults) return;
  tellShorter(
    tell,
    'defaults.expand.soak',
    'defaults.expand.soak',
    from.defaults.expandSoak,
    to.defaults.expandSoak,
  );
  compareContracts(from.defaults.contract, to.defaults.contract, 'defaults', tell);
}

function compareChanges(from: Manifest, to: Manifest, tell: Tell, found: Loosening[]): void {
  for (const before of from.changes) {
    const after = to.changes.find(({ id }) => id === before.id);
    if (after) compareChange(before, after, tell);
    else {
      found.push({
        ...placeIn(to, 'changes'),
        message: `the change ${before.id} is taken out: nothing would hold up what it adds, removes or tightens`,
        removedChange: before.id,
      });
    }
  }
}

/** Where a key stands, or the nearest key above it that there is. */
function placeIn(manifest: Manifest, key: string): Place {
  for (let at = key; at !== ''; at = parentOf(at)) {
    const place = manifest.places?.[at];
    if (place) return place;
  }
  const id = /^changes\.([^.]+)/.exec(key)?.[1];
  const change = manifest.changes.find((candidate) => candidate.id === id);
  return change
    ? { path: change.path, line: change.line, column: change.column }
    : { path: manifest.path, line: 1, column: 1 };
}

/** Always shorter, so that the way up ends. */
const parentOf = (key: string): string =>
  key.slice(0, Math.max(key.lastIndexOf('.'), key.lastIndexOf('['), 0));
