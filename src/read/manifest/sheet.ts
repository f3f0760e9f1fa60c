/** One file of a manifest, and what there is to say about it. */
import type { ManifestMistake, Place } from '../../model.ts';
import { keyPositionOf, type Located, type Position, positionOf } from './located.ts';
import { isDamaged } from './salvage.ts';
import { namePath } from './words.ts';

export type KeyPath = readonly PropertyKey[];

export interface Sheet {
  path: string;
  tree: Located;
  /** Keys that were taken out because they were wrong: their absence proves nothing. */
  without: KeyPath[];
}

/** Mistakes and warnings, as they are found. */
export interface Remarks {
  mistakes: ManifestMistake[];
  warnings: ManifestMistake[];
}

export function placeOf(sheet: Sheet, at: KeyPath): Place {
  return { path: sheet.path, ...positionOf(sheet.tree, at) };
}

export function keyPlaceOf(sheet: Sheet, at: KeyPath): Place {
  return { path: sheet.path, ...keyPositionOf(sheet.tree, at) };
}

export function addMistake(remarks: Remarks, sheet: Sheet, at: KeyPath, message: string): void {
  remarks.mistakes.push({ ...placeOf(sheet, at), message });
}

/** Says what a value is; nothing where it, or what is in it, was found wrong already. */
export function addWarning(remarks: Remarks, sheet: Sheet, at: KeyPath, message: string): void {
  if (!isDamaged(sheet.without, at)) remarks.warnings.push({ ...placeOf(sheet, at), message });
}

/** Whether what a path holds was read as it was written. */
export function isWhole(sheet: Sheet, at: KeyPath): boolean {
  return !isDamaged(sheet.without, at);
}

/** Every key's place by its path (`telemetry.app-queries.url`), for whoever compares two manifests later. */
export function placesOf(sheet: Sheet, below: KeyPath = []): Record<string, Place> {
  const places: Record<string, Place> = {};
  const walk = (node: Located, at: KeyPath): void => {
    for (const [key, child] of node.children) {
      const path = [...at, key];
      const position: Position = node.keys.get(String(key)) ?? child.at;
      places[namePath(path)] = { path: sheet.path, ...position };
      walk(child, path);
    }
  };
  walk(sheet.tree, below);
  return places;
}
