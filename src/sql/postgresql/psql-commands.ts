/** What psql's own commands mean for a migration. Source: the manual's page of psql, "Meta-Commands". */

const QUIET =
  'a C cd conninfo copyright echo encoding errverbose f H html l list o out p print pset qecho restrict s sf sv t T timing unrestrict unset warn w write x z h help ? g gx gset gdesc crosstabview';
const HARMLESS = new Set(QUIET.split(' '));

/** These send what was typed so far, as a semicolon does. */
const SENDERS = new Set(['g', 'gx', 'gset', 'gdesc', 'gexec', 'crosstabview', 'watch', 'bind', 'parse']);

/** Their argument is the rest of the line, other backslashes included. */
const WHOLE_LINE = new Set(['!', 'copy', 'ef', 'ev', 'sf', 'sv', 'h', 'help']);

const REASONS: Record<string, string> = {
  i: 'what the included file does is not seen; put its statements here',
  c: 'it goes on in another database or as another role',
  copy: 'the rows that it loads are not seen; use INSERT, or COPY … FROM stdin with its rows here',
  query: 'the query that it runs is not seen; put it here as a statement',
  gexec: 'it runs statements that a query makes up',
  if: 'which of its branches runs is not known',
  q: 'what follows it does not run',
  '!': 'it runs a command of the shell',
  r: 'it throws away the statement before it',
};
const SAME: Record<string, string> = {
  ir: 'i',
  include: 'i',
  include_relative: 'i',
  connect: 'c',
  elif: 'if',
  else: 'if',
  endif: 'if',
  quit: 'q',
  reset: 'r',
};

export function sendsStatement(name: string): boolean {
  return SENDERS.has(name);
}

export function takesWholeLine(name: string): boolean {
  return WHOLE_LINE.has(name);
}

/** Nothing after it is read. */
export function endsFile(name: string): boolean {
  return name === 'q' || name === 'quit';
}

/** Their argument may be a pipe: what comes out goes to a command of the shell. */
const PIPERS = new Set(['g', 'gx', 'o', 'out', 'w', 'write']);

/** What stands in backquotes is run by the shell, unless single quotes or the command itself keep it as it is. */
function runsShell(name: string, argument: string): boolean {
  if (PIPERS.has(name) && /^\s*(?:\([^)]*\)\s*)?\|/.test(argument)) return true;
  return !WHOLE_LINE.has(name) && argument.replace(/'(?:[^'\\]|\\.|'')*'/g, '').includes('`');
}

/** Rows of a table, or of a query that calls nothing, that go to a file or to the screen; a program is one of the shell's. */
const COPIES_OUT =
  /^\s*(?:[\w".$]+\s*(?:\([^()]*\)\s*)?|\(\s*select\s[^()]*\)\s*)(?<=[\s)])to\s+(?!program\b)/i;

function copyReason(argument: string): string {
  if (/\bprogram\b/i.test(argument)) return '!';
  return argument.trimStart().startsWith('(') ? 'query' : 'copy';
}

/** Why a command makes a file unreadable; null where it changes nothing in the database. */
export function objectionTo(name: string, argument: string): string | null {
  if (runsShell(name, argument)) return REASONS['!'] ?? null;
  if (name === 'set') {
    return /^\s*AUTOCOMMIT\b/i.test(argument) ? 'it changes where transactions begin' : null;
  }
  if (name === 'copy') return COPIES_OUT.test(argument) ? null : (REASONS[copyReason(argument)] ?? null);
  if (HARMLESS.has(name) || /^d[A-Za-z]*[S+]*$/.test(name)) return null;
  return REASONS[SAME[name] ?? name] ?? 'what this command of psql does is not seen';
}
