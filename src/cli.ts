#!/usr/bin/env node
/** The command line's door: words in, report and exit code out. What a command does not need is not loaded. */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { UserError } from './user-error.ts';

// libpg_query's generated parser is one huge WASM function: optimising it in the background holds the exit for 300 ms,
// and the baseline code is fast enough. Both flags are needed, and only before the module is compiled.
setFlagsFromString('--no-wasm-tier-up');
setFlagsFromString('--no-wasm-dynamic-tiering');

export type Command = (args: string[]) => Promise<number>;

const commands: Record<string, () => Promise<{ run: Command }>> = {
  check: () => import('./commands/check.ts'),
  'check-deploy': () => import('./commands/check-deploy.ts'),
  lint: () => import('./commands/lint.ts'),
  status: () => import('./commands/status.ts'),
  declare: () => import('./commands/declare.ts'),
  explain: () => import('./commands/explain.ts'),
  validate: () => import('./commands/validate.ts'),
  init: () => import('./commands/init.ts'),
  demo: () => import('./commands/demo.ts'),
};

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return String((manifest as { version?: unknown }).version);
}

async function run(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  const command = name === undefined ? undefined : commands[name];
  if (command && !rest.includes('--help') && !rest.includes('-h')) return (await command()).run(rest);
  const { usage, unknownCommand } = await import('./commands/usage.ts');
  if (command) process.stdout.write(usage(name));
  else if (name === undefined || name === 'help' || name === '--help' || name === '-h')
    process.stdout.write(usage(rest[0]));
  else throw unknownCommand(name, Object.keys(commands));
  return name === undefined ? 2 : 0;
}

/** A mistake of the user's is told with its next step; anything else is ours, and says so. */
function report(error: unknown): number {
  if (error instanceof UserError) {
    process.stderr.write(`lanekeeper: ${error.message}\n${error.next ? `  Do: ${error.next}\n` : ''}`);
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
