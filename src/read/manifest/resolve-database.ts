/** Databases: engine and version settled, names of tables canonical, telemetry told per environment. */
import type { Database, Environment, ObjectName } from '../../model.ts';
import { defaultSchemaOf, formatObject, parseObject } from '../../names.ts';
import type { WrittenDatabase } from './database-shape.ts';
import { locate } from './located.ts';
import { ENGINES, expectedVersion, readVersion } from './resolve-version.ts';
import { addMistake, addWarning, isWhole, type Remarks, type Sheet } from './sheet.ts';
import { describeFound, quote, suggest } from './words.ts';

interface Known {
  environments: Environment[];
  telemetry: string[];
}

export function resolveDatabase(
  name: string,
  written: WrittenDatabase,
  known: Known,
  sheet: Sheet,
  remarks: Remarks,
): Database {
  const engine = written.engine ?? 'postgresql';
  const { version, release, assumed } = resolveVersion(name, written, sheet, remarks);
  return {
    name,
    engine,
    version,
    ...(release === null ? {} : { release }),
    assumed,
    migrations: written.migrations,
    framework: written.framework,
    runs: written.runs,
    telemetry: resolveTelemetry(name, written.telemetry, known, sheet, remarks),
    tables: resolveTables(name, written, sheet, remarks),
    defaultSchema: defaultSchemaOf(engine),
  };
}

function resolveVersion(name: string, written: WrittenDatabase, sheet: Sheet, remarks: Remarks) {
  const { engine = 'postgresql' } = written;
  const { title, newest } = ENGINES[engine];
  const at = ['databases', name, 'version'];
  // `10.10` is a number to YAML, and that number is 10.1: what was written is what was meant.
  const text =
    written.version === undefined ? null : (locate(sheet.tree, at)?.source ?? `${written.version}`);
  const version = readVersion(engine, text ?? newest);
  const assumed = written.engine === undefined || text === null;
  if (version === null) {
    addMistake(
      remarks,
      sheet,
      at,
      `databases.${name}.version is ${quote(text ?? '')}; expected ${expectedVersion(engine)}`,
    );
  } else if (assumed && isWhole(sheet, ['databases', name])) {
    const missing = written.engine === undefined ? 'engine' : 'version';
    addWarning(
      remarks,
      sheet,
      ['databases', name],
      `databases.${name} names no ${missing}: ${title} ${text ?? newest} is assumed, and what is safe depends on it; name it`,
    );
  }
  const release = text !== null && text !== `${version}` ? text : null;
  return { version: version ?? Number(newest), release, assumed };
}

function resolveTelemetry(
  name: string,
  written: WrittenDatabase['telemetry'],
  known: Known,
  sheet: Sheet,
  remarks: Remarks,
): Record<string, string> {
  const at = ['databases', name, 'telemetry'];
  const byEnvironment = typeof written === 'string' ? { '*': written } : (written ?? {});
  const environments = known.environments.map((environment) => environment.name);
  for (const [environment, key] of Object.entries(byEnvironment)) {
    const here = typeof written === 'string' ? at : [...at, environment];
    if (
      typeof written !== 'string' &&
      !environments.includes(environment) &&
      isWhole(sheet, ['environments'])
    ) {
      addMistake(
        remarks,
        sheet,
        here,
        `databases.${name}.telemetry names the environment ${quote(environment)}, which is not under 'environments'${suggest(environment, environments)}`,
      );
    }
    if (!known.telemetry.includes(key)) {
      addMistake(
        remarks,
        sheet,
        here,
        `databases.${name}.telemetry is ${describeFound(key, [])}, which is not a key under 'telemetry'${suggest(key, known.telemetry)}`,
      );
    }
  }
  return byEnvironment;
}

function resolveTables(
  name: string,
  written: WrittenDatabase,
  sheet: Sheet,
  remarks: Remarks,
): Database['tables'] {
  const tables: Record<ObjectName, { rows: number | null; longestCycle: number | null }> = {};
  for (const [text, facts] of Object.entries(written.tables ?? {})) {
    const at = ['databases', name, 'tables', text];
    const table = readTable(text, written.engine ?? 'postgresql');
    if (table === null) {
      addMistake(
        remarks,
        sheet,
        at,
        `databases.${name}.tables has ${quote(text)}; expected a table such as users, or billing.invoices for one of another schema`,
      );
    } else if (tables[table]) {
      addMistake(
        remarks,
        sheet,
        at,
        `databases.${name}.tables has ${quote(table)} twice, in two spellings; keep one`,
      );
    } else tables[table] = { rows: facts.rows ?? null, longestCycle: facts.longest_cycle ?? null };
  }
  return tables;
}

/** Under `tables` everything is a table, so `billing.invoices` needs no `table:` before it. */
function readTable(text: string, engine: Database['engine']): ObjectName | null {
  const object = parseObject(text.includes(':') ? text : `table:${text}`, engine, defaultSchemaOf(engine));
  return object?.kind === 'table' ? formatObject(object) : null;
}
