/**
 * `npm run bench:memory`: the most memory that `query-log ingest` takes for a log of 1 GB, of few shapes and of thousands. Apart from
 * `npm run bench`, for it writes 1 GB twice. Throws where a statement was not counted.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchSchema, writeStatementLog } from './statement-log.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const GOAL = 300;
/** Kilobytes, in the last line of standard error. */
const TELL = `data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))`;

interface Taken {
  statements: number;
  cpu: number;
  megabytes: number;
}

function ingest(folder: string, log: string, schema: string): Taken {
  const options = ['--store', join(folder, 'store.sqlite'), '--database', 'app', '--schema', schema];
  const args = [CLI, 'query-log', 'ingest', ...options, '--format', 'json', '--complete', log];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', TELL, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`ingest ended with ${status}: ${stderr.slice(-2000)}`);
  const { statements, cpu_seconds: cpu } = JSON.parse(stdout) as { statements: number; cpu_seconds: number };
  return { statements, cpu, megabytes: Number(stderr.trim().split('\n').at(-1)) / 1000 };
}

function bench(shapes: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-memory-'));
  try {
    const [log, schema] = [join(folder, 'bench.log'), join(folder, 'schema.sql')];
    writeFileSync(schema, benchSchema());
    const written = writeStatementLog(log, { lines: 5_100_000, shapes });
    const taken = ingest(folder, log, schema);
    if (taken.statements !== written.statements)
      throw new Error(`counted ${taken.statements} statements of ${written.statements}`);
    console.log(
      `ingest: ${(written.bytes / 1e9).toFixed(2)} GB, ${shapes} shapes, ${taken.statements} statements: ${taken.megabytes.toFixed(0)} MB at most (goal: under ${GOAL}), ${taken.cpu.toFixed(1)} s of processor`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const shapes of [21, 5000]) bench(shapes);
