/** A manifest's files, each valid by itself -> the manifest; or everything that does not fit together. */
import type { Change, Database, Manifest, ObjectName } from '../../model.ts';
import type { WrittenChange } from './change-shape.ts';
import { type Defaults, resolveChange } from './resolve-change.ts';
import { resolveContract } from './resolve-contract.ts';
import { resolveDatabase } from './resolve-database.ts';
import {
  resolveApproval,
  resolveConsumers,
  resolveEnvironments,
  resolveExemptions,
  resolveFlags,
  resolveRollback,
  resolveTelemetry,
} from './resolve-parts.ts';
import type { WrittenManifest } from './shape.ts';
import { addMistake, addWarning, isWhole, keyPlaceOf, placesOf, type Remarks, type Sheet } from './sheet.ts';
import { quote, suggest } from './words.ts';

export interface ChangesOfFile {
  sheet: Sheet;
  changes: Record<string, WrittenChange>;
}

export function resolveManifest(
  root: Sheet,
  written: WrittenManifest,
  files: ChangesOfFile[],
  remarks: Remarks,
): Manifest {
  const environments = resolveEnvironments(written, root, remarks);
  const telemetry = resolveTelemetry(written, root, remarks);
  const known = { environments, telemetry: Object.keys(written.telemetry ?? {}) };
  const databases = Object.entries(written.databases).map(([name, database]) =>
    resolveDatabase(name, database, known, root, remarks),
  );
  const defaults = {
    expandSoak: written.defaults?.expand?.soak ?? 0,
    contract: written.defaults?.contract ?? {},
  };
  const changes = resolveChanges(files, databases, defaults, root, remarks);
  const strictest = { mode: 'parallel', announced: true, dualWrite: true } as const;
  const manifest: Manifest = {
    path: root.path,
    mode: written.mode,
    databases,
    environments,
    code: { include: written.code?.include ?? [], exclude: written.code?.exclude ?? [] },
    consumers: resolveConsumers(written, environments, root, remarks),
    telemetry,
    flags: resolveFlags(written, root, remarks),
    approval: resolveApproval(written),
    rules: definedOf(written.rules ?? {}),
    exemptions: resolveExemptions(written, root),
    rollbackKeep: resolveRollback(written, root, remarks),
    changes,
    files: [...new Set([root.path, ...files.map(({ sheet }) => sheet.path)])],
    defaults: {
      expandSoak: defaults.expandSoak,
      contract: resolveContract({}, defaults.contract, strictest),
    },
    places: Object.assign({}, ...files.map(({ sheet }) => placesOf(sheet)), placesOf(root)),
  };
  warnOfGaps(manifest, root, remarks);
  return manifest;
}

function resolveChanges(
  files: ChangesOfFile[],
  databases: Database[],
  defaults: Defaults,
  root: Sheet,
  remarks: Remarks,
): Change[] {
  const changes: Change[] = [];
  const removed = new Map<ObjectName, string>();
  for (const { sheet, id, written } of listChanges(files, remarks)) {
    const database = databaseOf(id, written, databases, sheet, root, remarks);
    if (!database) continue;
    const { change, removedAt } = resolveChange(id, written, database, defaults, sheet, remarks);
    changes.push(change);
    for (const [object, at] of removedAt) {
      const first = removed.get(`${database.name} ${object}`);
      if (first) {
        addMistake(
          remarks,
          sheet,
          at,
          `changes.${id} and changes.${first} both remove ${quote(object)}; one contract is one change's: take it out of one`,
        );
      } else removed.set(`${database.name} ${object}`, id);
    }
  }
  return changes;
}

interface ListedChange {
  sheet: Sheet;
  id: string;
  written: WrittenChange;
}

function listChanges(files: ChangesOfFile[], remarks: Remarks): ListedChange[] {
  const seen = new Map<string, Sheet>();
  const listed: ListedChange[] = [];
  for (const { sheet, changes } of files) {
    for (const [id, written] of Object.entries(changes)) {
      const place = keyPlaceOf(sheet, ['changes', id]);
      const first = seen.get(id);
      if (first) {
        const { path, line } = keyPlaceOf(first, ['changes', id]);
        remarks.mistakes.push({
          ...place,
          message: `the change ${quote(id)} is here twice; the first is at ${path}:${line}: keep one`,
        });
      } else if (id === 'manifest') {
        remarks.mistakes.push({
          ...place,
          message:
            "the change 'manifest' has a name that approvals of the manifest itself use; choose another id",
        });
      } else {
        seen.set(id, sheet);
        listed.push({ sheet, id, written });
      }
    }
  }
  return listed;
}

/** Null where it is unknown; a mistake then, unless the databases themselves could not be read. */
function databaseOf(
  id: string,
  written: WrittenChange,
  databases: Database[],
  sheet: Sheet,
  root: Sheet,
  remarks: Remarks,
): Database | null {
  const names = databases.map(({ name }) => name);
  const [only, ...others] = databases;
  const known = isWhole(root, ['databases']);
  if (written.database === undefined) {
    if (only && others.length === 0 && known) return only;
    if (known && isWhole(sheet, ['changes', id, 'database'])) {
      addMistake(
        remarks,
        sheet,
        ['changes', id],
        `changes.${id} has no 'database', and there are several; expected one of ${names.join(', ')}`,
      );
    }
    return null;
  }
  const found = databases.find(({ name }) => name === written.database);
  if (!found && known) {
    addMistake(
      remarks,
      sheet,
      ['changes', id, 'database'],
      `changes.${id}.database is ${quote(written.database)}, which is not under 'databases'${suggest(written.database, names)}`,
    );
  }
  return found ?? null;
}

function definedOf(rules: NonNullable<WrittenManifest['rules']>): Manifest['rules'] {
  const settings: Manifest['rules'] = {};
  for (const [id, setting] of Object.entries(rules)) {
    if (setting === 'block' || setting === 'warn' || setting === 'off') settings[id] = setting;
  }
  return settings;
}

/** What will stop the first contract, told before anybody waits for it. */
function warnOfGaps(manifest: Manifest, root: Sheet, remarks: Remarks): void {
  const contracts = manifest.changes.filter(({ removes, tightens }) => removes.length + tightens.length > 0);
  if (contracts.length === 0) return;
  if (manifest.environments.length === 0 && isWhole(root, ['environments'])) {
    addWarning(
      remarks,
      root,
      ['changes'],
      "there is no 'environments': nothing can prove where a change is live; add the environments in rollout order, such as - name: production",
    );
  }
  if (manifest.approval.approvers === null && isWhole(root, ['approval'])) {
    addWarning(
      remarks,
      root,
      ['changes'],
      'there is no \'approval.approvers\', so a contract cannot be approved; add them, such as approvers: ["@acme/dba"]',
    );
  }
  for (const database of manifest.databases) {
    const asked = contracts.some(
      ({ database: name, removes }) => name === database.name && removes.length > 0,
    );
    if (!asked || Object.keys(database.telemetry).length > 0 || !isWhole(root, ['databases'])) continue;
    addWarning(
      remarks,
      root,
      ['databases', database.name],
      `databases.${database.name} has no 'telemetry', so nothing can prove that what its changes remove is unused; name a source under 'telemetry'`,
    );
  }
}
