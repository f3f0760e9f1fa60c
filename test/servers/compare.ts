/** Lays what was told beside what was measured; each difference is one line that names both. */
import type { Load } from '../../src/model.ts';
import { lockModes, type Measured } from './measure.ts';
import type { SchemaFacts } from './server-catalog.ts';
import type { Told } from './told.ts';

export interface Difference {
  part: 'refusal' | 'load' | 'locks' | 'catalog' | 'reading';
  /** Lanekeeper claims more than the server does, or leaves out what holds up no query: no false pass. */
  over: boolean;
  text: string;
}

const loads: Load[] = ['instant', 'scan', 'rewrite'];

function compareLoad(told: Told, measured: Measured): Difference[] {
  if (measured.load === null || told.load === measured.load) return [];
  const over = loads.indexOf(told.load) > loads.indexOf(measured.load);
  return [{ part: 'load', over, text: `load: server ${measured.load}, told ${told.load}` }];
}

/**
 * Every lock from ROW EXCLUSIVE up on a table that was there must be told; a told lock on anything that was there must
 * be the strongest that the server took. Locks on indexes, views and sequences may be left untold.
 */
function compareLocks(told: Told, measured: Measured): Difference[] {
  const differences: Difference[] = [];
  for (const object of measured.existing) {
    const server = measured.locks[object];
    const ours = told.locks[object];
    const weak = lockModes.indexOf(server ?? '') < lockModes.indexOf('ROW EXCLUSIVE');
    if (server === ours || (ours === undefined && (weak || object.includes(':')))) continue;
    const harmless = lockModes.indexOf(server ?? '') <= lockModes.indexOf('SHARE UPDATE EXCLUSIVE');
    const over = harmless || lockModes.indexOf(ours ?? '') > lockModes.indexOf(server ?? '');
    differences.push({
      part: 'locks',
      over,
      text: `lock on ${object}: server ${server ?? 'none'}, told ${ours ?? 'none'}`,
    });
  }
  return differences;
}

function flatten(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    into.set(path, 'there');
    for (const [key, entry] of Object.entries(value)) flatten(entry, path ? `${path} ${key}` : key, into);
  } else into.set(path, Array.isArray(value) ? value.join(',') : String(value));
  return into;
}

export function compareCatalogs(told: SchemaFacts, server: SchemaFacts): Difference[] {
  const ours = flatten(told, '', new Map());
  const theirs = flatten(server, '', new Map());
  const differences: Difference[] = [];
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const [told, measured] = [ours.get(path) ?? 'absent', theirs.get(path) ?? 'absent'];
    // A type that the replay calls unknown claims nothing.
    const silent = told.startsWith('unknown') && measured.endsWith(told.slice('unknown'.length));
    if (told !== measured && !silent)
      differences.push({
        part: 'catalog',
        over: false,
        text: `${path}: server "${measured}", replayed "${told}"`,
      });
  }
  return differences;
}

export function compare(told: Told, measured: Measured): Difference[] {
  const reading = told.problems.map((text): Difference => ({ part: 'reading', over: false, text }));
  if (told.forbidsTransaction !== measured.forbidsTransaction) {
    const [server, ours] = [measured.forbidsTransaction, told.forbidsTransaction];
    reading.push({
      part: 'refusal',
      over: ours,
      text: `forbids a transaction: server ${server}, told ${ours}`,
    });
  }
  if (measured.refused) return reading;
  const catalog = measured.catalog ? compareCatalogs(told.catalog, measured.catalog) : [];
  return [...reading, ...compareLoad(told, measured), ...compareLocks(told, measured), ...catalog];
}
