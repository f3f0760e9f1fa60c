/** Help: one screen for all, one for each command. */
import { nearest } from '../read/manifest/nearest.ts';
import { UserError } from '../user-error.ts';
import { quoted } from './options.ts';
import { PAGES, type Page } from './usage/pages.ts';

const EXITS = `Exit codes: 0 pass, 1 block, 2 error (not decided, or bad usage), 3 wait
`;

const EXITS_WITHOUT_VERDICT = `Exit codes: 0 done, 2 error
`;

/** Lines stay within 80 columns. */
function commonOptions({ formats, reads }: Pick<Page, 'formats' | 'reads'>): string {
  const lines = [
    ...(reads.includes('repository')
      ? ['  --repo DIR          the repository (default: here), bare or a worktree too']
      : []),
    ...(reads.includes('manifest')
      ? ["  --manifest FILE     the manifest's path in the repository (default: found)"]
      : []),
    ...(reads.includes('evidence')
      ? [
          '  --evidence FILE     deployments, approvals, flags, usage to decide on; a JSON',
          '                      report is replayed; - is standard input',
          '  --now TIME          replaces every clock, for replays (RFC 3339)',
        ]
      : []),
    ...(formats.length > 1
      ? [`  --format FORMAT     ${formats[0]} (default), ${formats.slice(1).join(', ')}`]
      : []),
    '  --silent            print no report: the exit code alone',
    '  --no-color          no colours (also: NO_COLOR)',
    '  --help              this page',
  ];
  return `Common options\n${lines.join('\n')}\n`;
}

const OVERVIEW = `lanekeeper: change a schema under live traffic without losing a safe way back

  check               decide the change from base to head
  check-deploy        decide a deployment or a rollback
  simulate            decide with some facts supposed: what is still in the way
  lint [FILE…]        judge migration files alone
  status [CHANGE]     where every change stands in every environment
  horizon             how far each environment can be rolled back
  doctor              how real the gate is
  declare [FILE…]     print the manifest entry for what migrations do
  explain [RULE]      what a rule holds up, and why
  validate            check the manifest
  init                write a first manifest
  query-log           see what statements use of a schema: serve, ingest, usage
  demo                see it all on a small repository

lanekeeper COMMAND --help tells more of each; lanekeeper --version its version.

`;

/** The page of a command, or the overview. */
export function usage(command: string | undefined): string {
  const page = command === undefined || !Object.hasOwn(PAGES, command) ? undefined : PAGES[command];
  if (page === undefined) {
    const all: Page['formats'] = ['text', 'json', 'markdown', 'sarif'];
    return `${OVERVIEW}${commonOptions({ formats: all, reads: ['repository', 'manifest', 'evidence'] })}\n${EXITS}`;
  }
  return `${page.text}\n${commonOptions(page)}\n${page.decides ? EXITS : EXITS_WITHOUT_VERDICT}`;
}

/** The error for a word that is no command, with the nearest that is. */
export function unknownCommand(word: string, known: readonly string[]): UserError {
  const near = word.startsWith('-') ? null : nearest(word, known);
  const what = word.startsWith('-')
    ? `no option ${quoted(word)} without a command`
    : `no command ${quoted(word)}`;
  return new UserError(
    `there is ${what}.`,
    `${near === null ? '' : `Did you mean ${near}? `}lanekeeper --help lists them.`,
  );
}
