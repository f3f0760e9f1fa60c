/**
 * `query-log ingest` beside pgBadger on the same log, and beside what only counts lines. Processor time, for one core is what counts:
 * the clock tells how busy the machine is besides.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchSchema, type LogSize, PREFIX, writeStatementLog } from './statement-log.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const GOAL = 20;
const LINE_READER = `let n=0;require('node:readline').createInterface({input:require('node:fs').createReadStream(process.argv[1])}).on('line',()=>n++).on('close',()=>console.log(n))`;

interface Measured {
  name: string;
  /** Seconds of user and system time, and of the clock. */
  cpu: number;
  wall: number;
  output: string;
}

/** Null: there is no such program. Throws where it failed: it measured nothing. */
function measure(name: string, command: string, args: readonly string[]): Measured | null {
  const shell = ['-c', 'exec 3>&2; TIMEFORMAT="%U %S %R"; time "$@" 2>&3', 'bash', command, ...args];
  if (spawnSync('bash', ['-c', 'command -v "$0"', command]).status !== 0) return null;
  const { status, stdout, stderr } = spawnSync('bash', shell, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(-2000)}`);
  const [user = 0, system = 0, wall = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { name, cpu: user + system, wall, output: stdout };
}

/** The run with the least processor time: what is more is the machine's. */
function best(runs: readonly (Measured | null)[]): Measured | null {
  return runs.reduce(
    (least, one) => (least === null || (one !== null && one.cpu < least.cpu) ? one : least),
    null,
  );
}

function ingest(cli: string, log: string, schema: string, store: string): Measured | null {
  for (const end of ['', '-wal', '-shm']) rmSync(`${store}${end}`, { force: true });
  const args = [
    'query-log',
    'ingest',
    '--store',
    store,
    '--database',
    'app',
    '--schema',
    schema,
    '--format',
    'json',
  ];
  return measure('lanekeeper query-log ingest', process.execPath, [cli, ...args, '--complete', log]);
}

function badger(log: string, report: string): Measured | null {
  const args = ['-q', '-j', '1', '-f', 'stderr', '-p', PREFIX, '-x', 'json', '-o', report, log];
  return measure('pgBadger', 'pgbadger', args);
}

function queriesIn(report: string): number {
  const told = JSON.parse(readFileSync(report, 'utf8')) as { overall_stat?: { queries_number?: unknown } };
  return Number(told.overall_stat?.queries_number);
}

function show({ name, cpu, wall }: Measured, lines: number): void {
  const speed = Math.round(lines / cpu).toLocaleString('en');
  console.log(
    `  ${name.padEnd(30)}${cpu.toFixed(2).padStart(7)} s of processor ${wall.toFixed(2).padStart(7)} s  ${speed.padStart(11)} lines/s`,
  );
}

function compare(ours: Measured, other: Measured | null, goal: string): void {
  if (other) console.log(`  ${other.name} / lanekeeper: ${(other.cpu / ours.cpu).toFixed(2)}${goal}`);
}

function benchLog(folder: string, size: LogSize, cli: string): void {
  const path = (name: string): string => join(folder, name);
  const [log, schema, store, report] = ['bench.log', 'schema.sql', 'store.sqlite', 'report.json'].map(
    path,
  ) as [string, string, string, string];
  writeFileSync(schema, benchSchema());
  const { statements, bytes } = writeStatementLog(log, size);
  console.log(
    `ingest: ${size.lines} lines, ${size.shapes} shapes, ${(bytes / 1e6).toFixed(0)} MB, ${statements} statements`,
  );
  const rounds = [1, 2, 3];
  const ours = best(rounds.map(() => ingest(cli, log, schema, store)));
  if (!ours) throw new Error('Node is not there');
  const theirs = badger(log, report);
  const wc = best(rounds.map(() => measure('wc -l', 'wc', ['-l', log])));
  const reader = best(
    rounds.map(() => measure("Node's own line reader", process.execPath, ['-e', LINE_READER, log])),
  );
  for (const one of [ours, theirs, reader, wc]) if (one) show(one, size.lines);
  const counted = (JSON.parse(ours.output) as { statements: number }).statements;
  if (counted !== statements) throw new Error(`lanekeeper counted ${counted} statements of ${statements}`);
  if (!theirs)
    console.log('  pgBadger is not installed: nothing to compare with (Debian: apt-get install pgbadger)');
  else if (queriesIn(report) !== counted)
    console.log(`  pgBadger counted ${queriesIn(report)} statements: the ratio says little`);
  compare(ours, theirs, ` (goal: at least ${GOAL})`);
  compare(ours, reader, '');
  compare(ours, wc, '');
  console.log('');
}

/** A log of few shapes, and one of thousands. `cli`: what is run; default the built one. */
export function benchIngest(folder: string, cli = CLI): void {
  benchLog(folder, { lines: 100_000, shapes: 21 }, cli);
  benchLog(folder, { lines: 100_000, shapes: 5000 }, cli);
}
