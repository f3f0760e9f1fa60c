/** The manifest entry for what migrations do, ready to paste. */
import type { AttributedEffect, Effect } from '../model.ts';
import { type DeclaredObjects, declaredObjects } from './declare/declared-objects.ts';
import { nameChange } from './declare/name-change.ts';
import { commented, flowList, flowMap, scalar } from './declare/yaml-text.ts';

export interface DeclareOptions {
  /** Named in the entry; for manifests with several databases. */
  database?: string;
  /** Ids that are taken. */
  taken?: readonly string[];
  /** Whether the entry stands under a line `changes:` of its own (default), so that it is a whole file to include. */
  header?: boolean;
}

/** YAML, indented by two; empty where the effects ask for no entry (nothing added, removed, tightened or rewritten). */
export function declareChange(
  effects: readonly (Effect | AttributedEffect)[],
  options: DeclareOptions = {},
): string {
  const objects = declaredObjects(effects);
  const { adds, removes, tightens, rewrites, renames } = objects;
  if (adds.length + removes.length + tightens.length + rewrites.length + renames.size === 0) return '';
  const { id, summary } = nameChange(objects, options.taken ?? []);
  const lines = [
    ...(options.header === false ? [] : ['changes:']),
    `  ${id}:`,
    `    summary: ${scalar(summary)}`,
    ...(options.database === undefined ? [] : [`    database: ${scalar(options.database)}`]),
    ...listLine('adds', adds),
    ...listLine('removes', removes),
    ...(renames.size > 0 ? [`    renames: ${flowMap(renames)}`] : []),
    ...listLine('tightens', tightens),
    ...listLine('rewrites', rewrites),
    ...hintsFor(objects),
  ];
  return `${lines.join('\n')}\n`;
}

const listLine = (key: string, objects: readonly string[]): string[] =>
  objects.length > 0 ? [`    ${key}: ${flowList(objects)}`] : [];

/** What a person must still decide, as comments that become valid when uncommented and filled in. */
function hintsFor({ adds, removes, tightens, rewrites, renames, remarks }: DeclaredObjects): string[] {
  const hints = remarks.map((remark) => `# ${commented(remark)}`);
  const parallel = renames.size > 0 || (adds.length > 0 && removes.length > 0);
  if (parallel) {
    hints.push(
      '# migrate:                                # the files that do each step, and their flags',
      '#   dual_write: { code: [src/…], flag: … }',
      '#   backfill: { batch: 10_000, rate: 10_000/s }',
      '#   read_new: { code: [src/…], flag: … }',
      '#   stop_old: { code: [src/…] }',
    );
  } else if (rewrites.length > 0) hints.push('# migrate: { backfill: { batch: 10_000, rate: 10_000/s } }');
  if (parallel || removes.length > 0) {
    hints.push(
      '# announced: 2026-01-31                   # starts a deprecation window of 30d',
      '# contract: { quiet: { window: 14d } }    # the defaults: soak 7d, quiet 14d, 1 approval',
    );
  }
  if (tightens.length > 0)
    hints.push('# writers: { code: [src/…] }             # code that already keeps the new rule');
  return hints.map((hint) => `    ${hint}`);
}
