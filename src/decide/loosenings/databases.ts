import type { Database, Manifest } from '../../model.ts';
import { inGroups } from '../../numbers.ts';
import { LARGE_ROWS } from '../rule.ts';
import { type Tell, tellChanged, tellFewer, tellShorter } from './order.ts';

export function compareDatabases(from: Manifest, to: Manifest, tell: Tell): void {
  const environments = from.environments.map(({ name }) => name);
  for (const before of from.databases) {
    const after = to.databases.find(({ name }) => name === before.name);
    if (after) compareDatabase(before, after, environments, tell);
    else tell('databases', `the database ${before.name} is taken out: its migrations would not be judged`);
  }
  for (const added of to.databases) {
    if (from.databases.some(({ name }) => name === added.name)) continue;
    const rival = from.databases.find((database) => overlaps(database.migrations, added.migrations));
    if (rival) {
      tell(`databases.${added.name}`, `the new database ${added.name} may claim migrations of ${rival.name}`);
    }
  }
}

function compareDatabase(from: Database, to: Database, environments: string[], tell: Tell): void {
  const at = `databases.${from.name}`;
  const changed = (name: string, before: unknown, after: unknown): void =>
    tellChanged(tell, `${at}.${name}`, `${at}.${name}`, before, after);
  changed('engine', from.engine, to.engine);
  changed('version', from.release ?? from.version, to.release ?? to.version);
  changed('migrations', from.migrations, to.migrations);
  changed('framework', from.framework, to.framework);
  changed('default schema', from.defaultSchema, to.defaultSchema);
  if (from.runs === 'separately' && to.runs === 'before-code') {
    tell(
      `${at}.runs`,
      `${at}.runs goes from separately to before-code: code would not wait for its migration`,
    );
  }
  for (const environment of [...environments, '*']) {
    const before = sourceFor(from, environment);
    if (before !== null && before !== sourceFor(to, environment)) {
      const where = environment === '*' ? 'every environment' : environment;
      tell(
        `${at}.telemetry`,
        `${at}.telemetry of ${where} goes from ${before} to ${sourceFor(to, environment) ?? 'none'}`,
      );
    }
  }
  compareTables(from, to, at, tell);
}

const sourceFor = ({ telemetry }: Database, environment: string): string | null =>
  (Object.hasOwn(telemetry, environment) ? telemetry[environment] : telemetry['*']) ?? null;

function compareTables(from: Database, to: Database, at: string, tell: Tell): void {
  for (const table of new Set([...Object.keys(from.tables), ...Object.keys(to.tables)])) {
    const key = `${at}.tables.${table}`;
    const [before, after] = [from.tables[table], to.tables[table]];
    compareRows(before?.rows ?? null, after?.rows ?? null, key, tell);
    const [cycle, next] = [before?.longestCycle ?? 0, after?.longestCycle ?? 0];
    tellShorter(tell, `${key}.longest_cycle`, `${key}.longest_cycle`, cycle, next);
  }
}

/** A table of unknown size counts as large, so that a first number loosens only where it says small. */
function compareRows(from: number | null, to: number | null, key: string, tell: Tell): void {
  if (to === null) return;
  if (from !== null) tellFewer(tell, `${key}.rows`, `${key}.rows`, from, to);
  else if (to < LARGE_ROWS) {
    tell(`${key}.rows`, `${key}.rows says ${inGroups(to)}: the table would no longer count as large`);
  }
}

/** Whether two lists of globs may match one path: the fixed beginnings decide, and doubt says yes. */
function overlaps(these: readonly string[], others: readonly string[]): boolean {
  const fixed = (glob: string): string[] => {
    const segments = glob
      .replace(/^\.?\/+/, '')
      .split('/')
      .filter((segment) => segment !== '');
    const wild = segments.findIndex((segment) => /[*?[\]{}()!]/.test(segment));
    return wild === -1 ? segments : segments.slice(0, wild);
  };
  return these.some((one) =>
    others.some((other) => {
      const [a, b] = [fixed(one), fixed(other)];
      return a.slice(0, b.length).every((segment, index) => segment === b[index]);
    }),
  );
}
