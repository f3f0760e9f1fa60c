/**
 * `npm run bench`: whole processes side by side on this machine, medians of runs in turns. What it prints depends on the
 * machine; the ratios much less. No test asserts a time.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { benchAction } from './bench/action.ts';
import { benchBot } from './bench/bot.ts';
import { benchIngest } from './bench/ingest.ts';
import { migrations } from './bench/migrations.ts';
import { benchOrganisation } from './bench/organisation.ts';
import { writeRepository } from './bench/repository.ts';
import { type Contender, race, type Timing } from './bench/timing.ts';

const CLI = join(import.meta.dirname, '..', 'dist', 'cli.js');
const NOW = '2026-09-03T09:00:00Z';

/** The binary itself: its npm wrapper starts a Node of its own. */
function squawkBinary(): string {
  const require = createRequire(import.meta.url);
  const wrapper = createRequire(require.resolve('squawk-cli/package.json'));
  const name = `@squawk-cli/${process.platform}-${process.arch}`;
  return join(dirname(wrapper.resolve(`${name}/package.json`)), 'bin', 'squawk');
}

const lanekeeper = (name: string, args: readonly string[], more: Partial<Contender> = {}): Contender => ({
  name,
  command: process.execPath,
  args: [CLI, ...args],
  codes: [0],
  ...more,
});

const milliseconds = (time: number): string => `${time.toFixed(0).padStart(6)} ms`;

function show(title: string, timings: readonly Timing[]): void {
  console.log(title);
  for (const { name, median, least, most } of timings)
    console.log(`  ${name.padEnd(34)}${milliseconds(median)}   (${least.toFixed(0)} to ${most.toFixed(0)})`);
}

function showRatio(label: string, timings: readonly Timing[], goal: number): void {
  const [first, second] = timings;
  if (!first || !second) throw new Error('a ratio takes two');
  console.log(`  ${label}: ${(first.median / second.median).toFixed(2)} (goal: at most ${goal})\n`);
}

function benchLint(folder: string): void {
  const files = migrations(600);
  mkdirSync(folder);
  for (const { name, text } of files) writeFileSync(join(folder, name), text);
  const paths = files.map(({ name }) => name);
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const lint = (name: string, env: Record<string, string>): Contender =>
    lanekeeper(name, ['lint', ...paths], { cwd: folder, codes: [1], env });
  const again = lint('lanekeeper lint, again', { XDG_CACHE_HOME: join(folder, '.cache') });
  const first = lint('lanekeeper lint, first time', { LANEKEEPER_NO_CACHE: '1' });
  const squawk = { name: 'squawk (native)', command: squawkBinary(), args: paths, cwd: folder, codes: [1] };
  const timings = race([again, squawk, first], 11);
  show(`lint: ${files.length} files, ${Math.round(bytes / 1000)} kB, one process`, timings);
  showRatio('lanekeeper, again / squawk', timings, 1.3);
}

function checkOf(folder: string, count: number, cache: string, before?: () => void): Contender {
  const args = ['check', '--base', 'main', '--evidence', '.git/evidence.json', '--now', NOW];
  const env = { XDG_CACHE_HOME: cache };
  const name = `check, ${count} migrations`;
  return lanekeeper(name, args, { cwd: join(folder, String(count)), env, ...(before ? { before } : {}) });
}

function benchCheck(folder: string): void {
  const sizes = [700, 70];
  for (const count of sizes) writeRepository(join(folder, String(count)), count);
  const warm = race(
    sizes.map((count) => checkOf(folder, count, join(folder, 'warm'))),
    9,
  );
  show('check: one pull request, warm cache', warm);
  showRatio('700 / 70 migrations, warm', warm, 1.5);
  const cold = join(folder, 'cold');
  const forget = (): void => rmSync(cold, { recursive: true, force: true });
  show(
    'check: the same, cold cache',
    race(
      sizes.map((count) => checkOf(folder, count, cold, forget)),
      5,
    ),
  );
  console.log('');
}

function benchStart(): void {
  const node = { name: 'node -e 0', command: process.execPath, args: ['-e', '0'], codes: [0] };
  const timings = race([lanekeeper('lanekeeper --version', ['--version']), node], 15);
  show('start', timings);
}

const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-bench-'));
try {
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
  benchLint(join(folder, 'lint'));
  benchCheck(folder);
  benchStart();
  await benchAction();
  await benchBot();
  await benchOrganisation();
  benchIngest(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
