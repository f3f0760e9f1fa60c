/** What ingest was told. */
import { statSync } from 'node:fs';
import { UserError } from '../../../user-error.ts';
import { quoted, readOptions, textOf } from '../../options.ts';

const OWN = {
  store: 'string',
  database: 'string',
  schema: 'string',
  source: 'string',
  prefix: 'string',
  timezone: 'string',
  complete: 'boolean',
} as const;

export interface IngestOptions {
  files: string[];
  store: string | undefined;
  database: string | undefined;
  schema: string | undefined;
  source: string;
  prefix: string | undefined;
  timezone: string | undefined;
  complete: boolean;
  json: boolean;
  silent: boolean;
}

function requireFile(path: string): void {
  if (path === '-') return;
  let isFile: boolean;
  try {
    isFile = !statSync(path).isDirectory();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UserError(
      `${quoted(path)} cannot be read: ${missing ? 'there is no such file' : String(error)}.`,
      'Check the path, and that it may be read.',
    );
  }
  if (!isFile)
    throw new UserError(`${quoted(path)} is a folder.`, `Name its files: ${path.replace(/\/$/, '')}/*.log`);
}

export function readIngestOptions(args: string[]): IngestOptions {
  const options = readOptions(args, OWN, true, ['text', 'json']);
  if (options.files.length === 0)
    throw new UserError(
      'query-log ingest needs a log to read.',
      'Write: lanekeeper query-log ingest --schema schema.sql postgresql.log',
    );
  for (const path of options.files) requireFile(path);
  return {
    files: options.files,
    store: textOf(options, 'store'),
    database: textOf(options, 'database'),
    schema: textOf(options, 'schema'),
    source: textOf(options, 'source') ?? 'ingested-logs',
    prefix: textOf(options, 'prefix'),
    timezone: textOf(options, 'timezone'),
    complete: options.own.complete === true,
    json: options.format === 'json',
    silent: options.silent,
  };
}
