/** Where a server writes its log, and in which form: what a follower of it must know. Pure. */
import { posix } from 'node:path';
import type { ServerSettings } from './read-settings.ts';

export interface LogFiles {
  format: 'jsonlog' | 'csvlog' | 'stderr';
  /** A pattern of names, `*` for what changes with the time; null: the server does not know where its output goes. */
  pattern: string | null;
  /** Of stderr alone. */
  prefix: string | null;
  /** IANA name, as the server has it. */
  timezone: string | null;
}

/** jsonlog tells most, then csvlog; what else a server writes to (syslog, eventlog) is not read from here. */
const forms = ['jsonlog', 'csvlog', 'stderr'] as const;

const endings = { jsonlog: '.json', csvlog: '.csv', stderr: '' } as const;

/** Percent escapes of strftime become `*`; the name's own characters that a pattern would take for its own are kept out. */
const patternOf = (name: string): string =>
  name
    .replace(/%[EO]?[a-zA-Z]/g, '*')
    .replace(/%%/g, '%')
    .replace(/\*+/g, '*');

/** As the server makes the other formats' names: `.log` at the end is exchanged, or the ending is put on. */
function fileName(name: string, format: LogFiles['format']): string {
  if (format === 'stderr') return name;
  return `${name.replace(/\.log$/, '')}${endings[format]}`;
}

/** Null: none of what it writes can be read here. */
export function logFiles({ settings, dataDirectory }: ServerSettings): LogFiles | null {
  const destinations = (settings.get('log_destination') ?? '').split(',').map((one) => one.trim());
  const collected = settings.get('logging_collector') === 'on';
  const format = forms.find((one) => destinations.includes(one) && (collected || one === 'stderr'));
  if (!format) return null;
  const directory = settings.get('log_directory');
  const name = settings.get('log_filename');
  const known = collected && directory !== undefined && name !== undefined;
  const folder =
    directory && !posix.isAbsolute(directory)
      ? dataDirectory && posix.join(dataDirectory, directory)
      : directory;
  return {
    format,
    pattern: known && folder ? posix.join(folder, patternOf(fileName(name, format))) : null,
    prefix: format === 'stderr' ? (settings.get('log_line_prefix') ?? null) : null,
    timezone: settings.get('log_timezone') ?? null,
  };
}
