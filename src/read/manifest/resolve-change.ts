/** One change: its mode derived, its objects canonical, its requirements settled. */

import { patternMistake } from '../../code/index.ts';
import type { Change, Database, Mode, Step } from '../../model.ts';
import type { WrittenChange, WrittenContract } from './change-shape.ts';
import { resolveContract } from './resolve-contract.ts';
import { type Objects, type RemovedAt, resolveObjects } from './resolve-objects.ts';
import { addMistake, addWarning, isWhole, keyPlaceOf, type Remarks, type Sheet } from './sheet.ts';

export interface Defaults {
  expandSoak: number;
  contract: WrittenContract;
}

/** The mode of a change; of several that apply, the strictest: parallel, destructive, tightening, rewrite, additive. */
export function modeOf(objects: Objects): Mode | null {
  if (objects.removes.length > 0) return objects.adds.length > 0 ? 'parallel' : 'destructive';
  if (objects.tightens.length > 0) return 'tightening';
  if (objects.rewrites.length > 0) return 'rewrite';
  return objects.adds.length > 0 ? 'additive' : null;
}

export function resolveChange(
  id: string,
  written: WrittenChange,
  database: Database,
  defaults: Defaults,
  sheet: Sheet,
  remarks: Remarks,
): { change: Change; removedAt: RemovedAt } {
  const { objects, removedAt } = resolveObjects(id, written, database, sheet, remarks);
  const { adds, removes, renames, tightens, rewrites } = written;
  const named = (adds ?? removes ?? renames ?? tightens ?? rewrites) !== undefined;
  const mode = settleMode(id, named, objects, sheet, remarks);
  refuseDeprecation(id, written, sheet, remarks);
  warnOfIdleKeys(id, written, objects, sheet, remarks);
  const { migrate } = written;
  const shape = {
    mode,
    announced: written.announced !== undefined,
    dualWrite: migrate?.dual_write !== undefined,
  };
  const change: Change = {
    ...keyPlaceOf(sheet, ['changes', id]),
    id,
    summary: written.summary ?? '',
    owner: written.owner ?? null,
    database: database.name,
    announced: written.announced ?? null,
    ...objects,
    mode,
    expandSoak: written.expand?.soak ?? defaults.expandSoak,
    dualWrite: stepOf(migrate?.dual_write),
    backfill: backfillOf(migrate?.backfill),
    readNew: stepOf(migrate?.read_new),
    stopOld: stepOf(migrate?.stop_old),
    writers: written.writers?.code ?? null,
    contract: resolveContract(written.contract ?? {}, defaults.contract, shape),
    references: referencesOf(id, written, sheet, remarks),
  };
  return { change, removedAt };
}

/** `named`: objects are named, though none of them may have been readable. */
function settleMode(id: string, named: boolean, objects: Objects, sheet: Sheet, remarks: Remarks): Mode {
  const mode = modeOf(objects);
  const at = ['changes', id];
  if (!named && isWhole(sheet, at)) {
    addMistake(
      remarks,
      sheet,
      at,
      `changes.${id} changes nothing; expected at least one of adds, removes, renames, tightens, rewrites`,
    );
  }
  const removing = objects.removes.length > 0;
  const said = [
    removing && objects.adds.length > 0
      ? 'adds and removes'
      : removing
        ? 'removes'
        : objects.adds.length > 0
          ? 'adds'
          : '',
    objects.tightens.length > 0 ? 'tightens' : '',
    objects.rewrites.length > 0 ? 'rewrites' : '',
  ].filter((part) => part !== '');
  if (mode !== null && said.length > 1) {
    addWarning(
      remarks,
      sheet,
      at,
      `changes.${id} ${said.join(', and it ')}: it counts as ${mode}, the strictest of these; two changes would be easier to follow`,
    );
  }
  return mode ?? 'additive';
}

function refuseDeprecation(id: string, written: WrittenChange, sheet: Sheet, remarks: Remarks): void {
  if (written.contract?.deprecation === undefined || written.announced !== undefined) return;
  if (!isWhole(sheet, ['changes', id, 'announced'])) return;
  const at = ['changes', id, 'contract', 'deprecation'];
  addMistake(
    remarks,
    sheet,
    at,
    `changes.${id}.contract.deprecation counts from 'announced', which this change does not have; add the day, such as announced: 2026-09-01`,
  );
}

/** Keys that ask nothing of this change: told, so that nobody relies on them. */
function warnOfIdleKeys(
  id: string,
  written: WrittenChange,
  objects: Objects,
  sheet: Sheet,
  remarks: Remarks,
): void {
  const contracts = objects.removes.length + objects.tightens.length > 0;
  const warn = (key: string, why: string): void =>
    addWarning(remarks, sheet, ['changes', id, key], `changes.${id}.${key} asks nothing: ${why}`);
  if (!isWhole(sheet, ['changes', id])) return;
  if (written.contract && !contracts) warn('contract', 'the change neither removes nor tightens anything');
  if (written.writers && objects.tightens.length === 0) warn('writers', 'the change tightens nothing');
}

function stepOf(written: { code: string[]; flag?: string | undefined } | undefined): Step | null {
  return written ? { code: written.code, flag: written.flag ?? null } : null;
}

function backfillOf(written: NonNullable<WrittenChange['migrate']>['backfill']): Change['backfill'] {
  if (!written) return null;
  const { rows = null, batch = null, rate = null, job = null } = written;
  return { rows, batch, rate, job };
}

function referencesOf(
  id: string,
  written: WrittenChange,
  sheet: Sheet,
  remarks: Remarks,
): Change['references'] {
  const { references } = written;
  if (!references) return null;
  references.patterns?.forEach((pattern, index) => {
    const why = patternMistake(pattern);
    if (why)
      addMistake(
        remarks,
        sheet,
        ['changes', id, 'references', 'patterns', index],
        `changes.${id}.references.patterns[${index}] cannot be used: ${why}; expected a regular expression such as \\blegacy_flags\\b`,
      );
  });
  return { patterns: references.patterns ?? [], paths: references.paths ?? [] };
}
