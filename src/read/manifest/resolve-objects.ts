/** Names of schema objects in a change: read by the database's engine, each once, none against another. */
import type { Database, ObjectName } from '../../model.ts';
import { canonicalName, parseObject } from '../../names.ts';
import type { WrittenChange } from './change-shape.ts';
import { OBJECT } from './scalars.ts';
import { addMistake, type KeyPath, type Remarks, type Sheet } from './sheet.ts';
import { quote } from './words.ts';

export interface Objects {
  adds: ObjectName[];
  removes: ObjectName[];
  tightens: ObjectName[];
  rewrites: ObjectName[];
}

const LISTS = ['adds', 'removes', 'tightens', 'rewrites'] as const;

/** Where each removed object is named, to tell two changes that remove the same one. */
export type RemovedAt = Map<ObjectName, KeyPath>;

export function resolveObjects(
  id: string,
  written: WrittenChange,
  database: Database,
  sheet: Sheet,
  remarks: Remarks,
): { objects: Objects; removedAt: RemovedAt } {
  const objects: Objects = { adds: [], removes: [], tightens: [], rewrites: [] };
  const removedAt: RemovedAt = new Map();
  const seen = new Set<string>();
  const add = (list: (typeof LISTS)[number], text: string, at: KeyPath): void => {
    const object = readObject(text, at, database, sheet, remarks);
    if (object === null) return;
    if (seen.has(`${list} ${object}`)) {
      addMistake(remarks, sheet, at, `${quote(object)} is twice in what changes.${id} ${list}; keep one`);
      return;
    }
    seen.add(`${list} ${object}`);
    objects[list].push(object);
    if (list === 'removes') removedAt.set(object, at);
  };
  for (const list of LISTS) {
    written[list]?.forEach((text, index) => {
      add(list, text, ['changes', id, list, index]);
    });
  }
  for (const [before, after] of Object.entries(written.renames ?? {})) {
    const at = ['changes', id, 'renames', before];
    refuseKinds(before, after, at, database, sheet, remarks);
    add('removes', before, at);
    add('adds', after, at);
  }
  for (const object of objects.adds.filter((added) => removedAt.has(added))) {
    const at = removedAt.get(object) ?? ['changes', id];
    addMistake(
      remarks,
      sheet,
      at,
      `changes.${id} both adds and removes ${quote(object)}; the new shape needs another name until the old one is gone`,
    );
  }
  return { objects, removedAt };
}

function readObject(
  text: string,
  at: KeyPath,
  database: Database,
  sheet: Sheet,
  remarks: Remarks,
): ObjectName | null {
  const parsed = parseObject(text, database.engine, database.defaultSchema);
  if (!parsed) {
    addMistake(remarks, sheet, at, `${quote(text)} is no name of a schema object; expected ${OBJECT}`);
    return null;
  }
  const [first, second] = parsed.path;
  if (parsed.kind === 'column' && parsed.path.length === 2 && first === database.defaultSchema) {
    const table = quote(second ?? '');
    addMistake(
      remarks,
      sheet,
      at,
      `${quote(text)} reads as a column of a table '${first}'; for the table write ${table}, without the default schema`,
    );
    return null;
  }
  return canonicalName(text, database.engine, database.defaultSchema);
}

function refuseKinds(
  before: string,
  after: string,
  at: KeyPath,
  database: Database,
  sheet: Sheet,
  remarks: Remarks,
): void {
  const [from, to] = [before, after].map((text) =>
    parseObject(text, database.engine, database.defaultSchema),
  );
  if (from && to && (from.kind !== to.kind || from.path.length !== to.path.length)) {
    addMistake(
      remarks,
      sheet,
      at,
      `renames goes from ${quote(before)}, a ${from.kind}, to ${quote(after)}, a ${to.kind}; expected the whole new name, such as { users.name: users.full_name }`,
    );
  }
}
