/** Options that all commands share, read strictly: an unknown option is an error, never ignored. */
import { parseArgs } from 'node:util';
import type { Time } from '../model.ts';
import { nearest } from '../read/manifest/nearest.ts';
import { cleanLine, clip } from '../report/clean.ts';
import { parseTime } from '../time.ts';
import { UserError } from '../user-error.ts';
import { wantsColor } from './terminal.ts';

export const FORMATS = ['text', 'json', 'markdown', 'sarif'] as const;
/** `html` is the board's alone. */
export type Format = (typeof FORMATS)[number] | 'html';

export interface Options {
  repo: string;
  manifest: string | null;
  evidence: string | null;
  /** null: the wall clock. */
  now: Time | null;
  format: Format;
  silent: boolean;
  color: boolean;
  /** The command's own options that were given. */
  own: Record<string, string | true>;
  files: string[];
}

export type OwnOptions = Record<string, 'string' | 'boolean'>;

const COMMON: OwnOptions = {
  repo: 'string',
  manifest: 'string',
  evidence: 'string',
  now: 'string',
  format: 'string',
  silent: 'boolean',
  'no-color': 'boolean',
};

/** Node's own words for what it did not understand, with the option that they are about. */
function explainMistake(error: unknown, names: readonly string[]): UserError {
  const message = error instanceof Error ? error.message : String(error);
  const written = /'(-{1,2}[^' =]*)/.exec(message)?.[1] ?? '';
  const known = `Known options: ${names.map((name) => `--${name}`).join(', ')}.`;
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = nearest(written.replace(/^-+/, ''), names);
    const next = `${near === null ? '' : `Did you mean --${near}? `}${known}`;
    return new UserError(`there is no option ${quoted(written)} here.`, next);
  }
  const name = /--([\w-]+)/.exec(message)?.[1] ?? written;
  if (/does not take/.test(message))
    return new UserError(`--${name} takes no value.`, `Write --${name} alone.`);
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
    return new UserError(`--${name} needs a value.`, `Write --${name} VALUE, or --${name}=VALUE.`);
  return new UserError(message, known);
}

function parse(args: string[], own: OwnOptions) {
  const all: OwnOptions = { ...own, ...COMMON };
  try {
    return parseArgs({
      args,
      options: Object.fromEntries(Object.entries(all).map(([name, type]) => [name, { type }])),
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw explainMistake(error, Object.keys(all));
  }
}

/** Text of the user's own in a message: short, and with nothing in it that steers a terminal. */
export function quoted(text: string): string {
  return JSON.stringify(cleanLine(clip(text, 60)));
}

function readNow(text: string | undefined): Time | null {
  if (text === undefined) return null;
  const time = parseTime(text);
  if (time === null)
    throw new UserError(`--now ${quoted(text)} is no time.`, 'Write it as RFC 3339: 2026-11-01T00:00:00Z.');
  return time;
}

function readFormat(text: string | undefined, formats: readonly string[]): Format {
  if (text === undefined) return 'text';
  if (!formats.includes(text))
    throw new UserError(
      `--format ${quoted(text)} is not known here.`,
      `It is one of: ${formats.join(', ')}.`,
    );
  return text as Format;
}

/** Reads a command's arguments. Throws `UserError` for what is not understood. */
export function readOptions(
  args: string[],
  own: OwnOptions = {},
  files = false,
  formats: readonly string[] = FORMATS,
): Options {
  const { values, positionals } = parse(args, own);
  const text = (name: string): string | undefined =>
    typeof values[name] === 'string' ? values[name] : undefined;
  if (!files && positionals.length > 0) {
    throw new UserError(
      `${quoted(positionals[0] ?? '')} is not expected here: this command takes options alone.`,
      'Add --help to see them.',
    );
  }
  const given = Object.keys(own).flatMap((name): [string, string | true][] => {
    const value = values[name];
    return typeof value === 'string' ? [[name, value]] : value === true ? [[name, true]] : [];
  });
  return {
    repo: text('repo') ?? '.',
    manifest: text('manifest') ?? null,
    evidence: text('evidence') ?? null,
    now: readNow(text('now')),
    format: readFormat(text('format'), formats),
    silent: values.silent === true,
    color: values['no-color'] !== true && wantsColor(),
    own: Object.fromEntries(given),
    files: positionals,
  };
}

/** An own option with a value; undefined: not given. */
export function textOf(options: Options, name: string): string | undefined {
  const value = options.own[name];
  return typeof value === 'string' ? value : undefined;
}
