/** Options that all commands share, read strictly: an unknown option is an error, never ignored. */
import { parseArgs } from 'node:util';
import type { Time } from '../model.ts';
import { parseTime } from '../time.ts';
import { UserError } from '../user-error.ts';

export const FORMATS = ['text', 'json', 'markdown', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

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

function parse(args: string[], own: OwnOptions) {
  const all = { ...COMMON, ...own };
  try {
    return parseArgs({
      args,
      options: Object.fromEntries(Object.entries(all).map(([name, type]) => [name, { type }])),
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/\. To specify.*/s, '.') : String(error);
    throw new UserError(
      message,
      `Known options: ${Object.keys(all)
        .map((name) => `--${name}`)
        .join(', ')}.`,
    );
  }
}

function readNow(text: string | undefined): Time | null {
  if (text === undefined) return null;
  const time = parseTime(text);
  if (time === null)
    throw new UserError(
      `--now ${JSON.stringify(text)} is no time.`,
      'Write it as RFC 3339: 2026-11-01T00:00:00Z.',
    );
  return time;
}

function readFormat(text: string | undefined, formats: readonly string[]): Format {
  if (text === undefined) return 'text';
  if (!formats.includes(text))
    throw new UserError(
      `--format ${JSON.stringify(text)} is not known.`,
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
      `${JSON.stringify(positionals[0])} is not expected here.`,
      'lanekeeper --help shows what is.',
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
    color: values['no-color'] !== true && !process.env.NO_COLOR && process.stdout.isTTY === true,
    own: Object.fromEntries(given),
    files: positionals,
  };
}

/** An own option with a value; undefined: not given. */
export function textOf(options: Options, name: string): string | undefined {
  const value = options.own[name];
  return typeof value === 'string' ? value : undefined;
}
