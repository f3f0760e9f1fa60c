/** A PostgreSQL log as a busy shop would write it, always the same for the same numbers: `log_min_duration_statement = 0`. */
import { closeSync, openSync, writeSync } from 'node:fs';

/** pgBadger must be told it; we find it by ourselves. */
export const PREFIX = '%t [%p]: user=%u,db=%d,app=%a,client=%h ';

const TABLES = 200;
const COLUMNS = 12;
const APPS = ['billing', 'shop', 'search', 'reports', 'mailer', 'gateway', 'worker', 'admin'];
const START = Date.UTC(2026, 9, 18);

/** Small, and the same everywhere: a linear congruence. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const tableName = (at: number): string => `t${at}_orders`;
const columnAt = (at: number): string => (at === 0 ? 'id' : `c${at}_value`);

/** DDL of the tables that the statements use. */
export function benchSchema(): string {
  const tables = Array.from({ length: TABLES }, (_, table) => {
    const columns = Array.from({ length: COLUMNS }, (_, column) =>
      column === 0 ? '    id bigint NOT NULL' : `    ${columnAt(column)} ${column % 2 ? 'text' : 'integer'}`,
    );
    return `CREATE TABLE public.${tableName(table)} (\n${columns.join(',\n')}\n);\n`;
  });
  return tables.join('\n');
}

/** The statement of that number; another literal for each run. */
type Writer = (random: (below: number) => number) => string;

function writerOf(shape: number): Writer {
  const pick = randomFrom(shape * 7919 + 13);
  const table = tableName(pick(TABLES));
  const other = tableName(pick(TABLES));
  const [a = '', b = '', c = ''] = [1, 2, 3].map((step) =>
    columnAt(1 + ((pick(COLUMNS) + step) % (COLUMNS - 1))),
  );
  const writers: Writer[] = [
    (random) => `SELECT ${a}, ${b} FROM ${table} WHERE id = ${random(1_000_000)}`,
    (random) =>
      `SELECT t.${a}, o.${b} FROM ${table} t JOIN ${other} o ON o.id = t.id WHERE t.${c} = 'v${random(1e6)}' ORDER BY t.${a} LIMIT ${random(100)}`,
    (random) => `INSERT INTO ${table} (id, ${a}) VALUES (${random(1_000_000)}, 'it''s ${random(1_000_000)}')`,
    (random) =>
      `UPDATE ${table} SET ${a} = '${random(1_000_000)}' WHERE id = ${random(1_000_000)} AND ${b} IS NOT NULL`,
    (random) =>
      `DELETE FROM ${table} WHERE id IN (${Array.from({ length: 1 + random(6) }, () => random(1_000_000)).join(', ')}) AND ${c} <> ''`,
    (random) =>
      `SELECT count(*) FROM ${table} WHERE ${a} = 'x${random(1_000_000)}' AND EXISTS (SELECT 1 FROM ${other} o WHERE o.id = ${table}.id AND o.${b} = ${random(100)})`,
    () => `SELECT * FROM ${table} WHERE id = $1`,
  ];
  return writers[shape % writers.length] ?? (() => 'SELECT 1');
}

export interface LogSize {
  lines: number;
  shapes: number;
}

export interface Written {
  statements: number;
  bytes: number;
}

const stamp = (time: number): string => `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** Writes the log, and says what is in it. */
export function writeStatementLog(path: string, { lines, shapes }: LogSize): Written {
  const random = randomFrom(4711);
  const writers = Array.from({ length: shapes }, (_, shape) => writerOf(shape));
  const file = openSync(path, 'w');
  let statements = 0;
  let bytes = 0;
  let chunk: string[] = [];
  const flush = (): void => {
    bytes += writeSync(file, chunk.join(''));
    chunk = [];
  };
  for (let line = 0; line < lines; line++) {
    const app = APPS[random(APPS.length)] ?? '';
    const text = writers[random(shapes)]?.(random) ?? '';
    const head = `${stamp(START + line * 30)} [${2000 + random(60)}]: user=svc_${app},db=app,app=${app},client=10.0.0.${random(20)} LOG:  duration: 0.${100 + random(900)} ms  `;
    const extended = text.includes('$1');
    chunk.push(`${head}${extended ? 'execute <unnamed>' : 'statement'}: ${text}\n`);
    if (extended && line + 1 < lines) {
      line++;
      chunk.push(`${head.replace(/LOG: {2}.*$/, 'DETAIL:  ')}parameters: $1 = '${random(1_000_000)}'\n`);
    }
    statements++;
    if (chunk.length > 5000) flush();
  }
  flush();
  closeSync(file);
  return { statements, bytes };
}
