#!/usr/bin/env node
/** The command line's door: words in, report and exit code out. What a command does not need is not loaded. */
import { readFileSync } from 'node:fs';
import { keepCompiled } from './keep-compiled.ts';
import { UserError } from './user-error.ts';

keepCompiled(process.env);

export type Command = (args: string[]) => Promise<number>;

const commands: Record<string, () => Promise<{ run: Command }>> = {
  check: () => import('./commands/check.ts'),
  'check-deploy': () => import('./commands/check-deploy.ts'),
  simulate: () => import('./commands/simulate.ts'),
  lint: () => import('./commands/lint.ts'),
  status: () => import('./commands/status.ts'),
  horizon: () => import('./commands/horizon.ts'),
  doctor: () => import('./commands/doctor.ts'),
  declare: () => import('./commands/declare.ts'),
  explain: () => import('./commands/explain.ts'),
  validate: () => import('./commands/validate.ts'),
  init: () => import('./commands/init.ts'),
  'query-log': () => import('./commands/query-log.ts'),
  demo: () => import('./commands/demo.ts'),
};

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return String((manifest as { version?: unknown }).version);
}

const HELP = ['help', '--help', '-h'];

/** Own keys alone: `constructor` is no command. */
const commandNamed = (name: string | undefined) =>
  name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;

/** What stands after `--` is a file, whatever it is called. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

const OLDEST_NODE = 24;

/** An older Node lacks what rules are written with: each would fail in its own words. */
function requireNode(): void {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return;
  throw new UserError(
    `it runs on Node ${OLDEST_NODE} or newer, and this is ${process.version}.`,
    'npm ci in a checkout brings one: node_modules/.bin/node dist/cli.js',
  );
}

async function run(args: string[]): Promise<number> {
  requireNode();
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  const command = commandNamed(name);
  if (command && !asksForHelp(rest)) return (await command()).run(rest);
  const { usage, unknownCommand } = await import('./commands/usage.ts');
  if (name === undefined) {
    process.stderr.write(usage(undefined));
    return 2;
  }
  const about = command ? name : HELP.includes(name) ? rest[0] : undefined;
  const unknown = command || HELP.includes(name) ? about : name;
  if (unknown !== undefined && !commandNamed(unknown)) throw unknownCommand(unknown, Object.keys(commands));
  process.stdout.write(usage(about));
  return 0;
}

const UNSEEN = /[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/gu;

/** A mistake of the user's is told with its next step; anything else is ours, and says so. */
function report(error: unknown): number {
  if (error instanceof UserError) {
    const text = `lanekeeper: ${error.message}\n${error.next ? `  Do: ${error.next}\n` : ''}`;
    // Names and refs come from whoever wrote the repository: nothing in them may steer the terminal.
    process.stderr.write(text.replace(UNSEEN, '\uFFFD'));
  } else {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`lanekeeper: this is a mistake in Lanekeeper, please report it.\n${detail}\n`);
  }
  return 2;
}

// A reader that has seen enough (head, less) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await run(process.argv.slice(2)).catch(report);
