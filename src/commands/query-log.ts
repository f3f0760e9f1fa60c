/** `lanekeeper query-log`: what statements use of a schema. Each of its commands is a file of its own, loaded when it is called. */
import { nearest } from '../read/manifest/nearest.ts';
import { UserError } from '../user-error.ts';
import { quoted } from './options.ts';

const commands: Record<string, () => Promise<{ run(args: string[]): Promise<number> }>> = {
  serve: () => import('./query-log/serve.ts'),
  ingest: () => import('./query-log/ingest.ts'),
  usage: () => import('./query-log/usage.ts'),
  columns: () => import('./query-log/columns.ts'),
};

function unknown(name: string | undefined): UserError {
  const known = Object.keys(commands);
  const near = name === undefined ? null : nearest(name, known);
  return new UserError(
    name === undefined ? 'query-log needs to know what to do.' : `query-log has no ${quoted(name)}.`,
    `${near === null ? '' : `Did you mean ${near}? `}Write: lanekeeper query-log ${known.join(' | ')}`,
  );
}

export async function run(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw unknown(name);
  return (await command()).run(rest);
}
