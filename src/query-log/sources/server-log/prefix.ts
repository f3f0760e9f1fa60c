/** `log_line_prefix` as something that reads lines: given, or learnt from the lines. */

/** Where in the match each part is; 0: the prefix does not have it. */
export interface Prefix {
  /** Sticky, over text of many lines: the prefix, then the kind of message and two blanks. */
  pattern: RegExp;
  /** The same where a name holds what separates names: slower, and bounded. */
  lenient: RegExp;
  time: number;
  user: number;
  database: number;
  service: number;
  process: number;
  session: number;
  line: number;
  kind: number;
}

type Part = Exclude<keyof Prefix, 'pattern' | 'lenient' | 'kind'>;

/** What a server says of a message, in English; the second list follows a message. */
const SEVERITIES = ['DEBUG[1-5]?', 'INFO', 'NOTICE', 'WARNING', 'LOG', 'ERROR', 'FATAL', 'PANIC'];
export const PARTS = ['DETAIL', 'HINT', 'QUERY', 'CONTEXT', 'LOCATION', 'BACKTRACE', 'STATEMENT'];
const KIND = `(${[...SEVERITIES, ...PARTS].join('|')}):  `;

const SECONDS = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d';
const ZONE = '(?:[A-Za-z_/]{1,40}|[+-]\\d\\d(?::?\\d\\d)?)';
/** Stands for a name; made into a pattern where it is known what follows. */
const OTHER = 'name';

const ESCAPES: Record<string, [string, Part?]> = {
  t: [`${SECONDS} ${ZONE}`, 'time'],
  m: [`${SECONDS}\\.\\d+ ${ZONE}`, 'time'],
  n: ['\\d{10}\\.\\d+', 'time'],
  s: [`${SECONDS} ${ZONE}`],
  u: [OTHER, 'user'],
  d: [OTHER, 'database'],
  a: [OTHER, 'service'],
  p: ['\\d+', 'process'],
  P: ['\\d*'],
  c: ['[0-9a-f]+\\.[0-9a-f]+', 'session'],
  l: ['\\d+', 'line'],
  r: [OTHER],
  h: [OTHER],
  L: [OTHER],
  b: [OTHER],
  i: [OTHER],
  e: ['[0-9A-Z]{5}'],
  v: ['[0-9a-f]*/?[0-9a-f]*'],
  x: ['\\d+'],
  Q: ['-?\\d+'],
};

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * A name ends where the next sign of the prefix stands. Several that may hold any sign would be tried in every combination: a
 * line of some kilobytes took half a minute.
 */
function nameBefore(next: string, lenient: boolean): string {
  if (lenient || next === '' || next === '%') return '[^\\n]{0,64}?';
  return `[^\\n${literal(next).replace('-', '\\-')}]*`;
}

/** Null: an escape that no version has. */
export function readPrefix(template: string): Prefix | null {
  const found: Record<Part, number> = {
    time: 0,
    user: 0,
    database: 0,
    service: 0,
    process: 0,
    session: 0,
    line: 0,
  };
  let source = '';
  let lenient = '';
  let group = 0;
  let optional = 0;
  const both = (shape: string): void => {
    source += shape;
    lenient += shape;
  };
  for (const match of template.matchAll(/(%)(-?\d*)([^\d])|([^%]+)/gs)) {
    const { index } = match;
    const [all, percent, width = '', letter = '', text = ''] = match;
    const after = index + all.length;
    if (percent === undefined) both(literal(text));
    else if (letter === '%') both('%');
    else if (letter === 'q') {
      // Processes without a session end their prefix here.
      both('(?:');
      optional += 1;
    } else {
      const [pattern, part] = ESCAPES[letter] ?? [null];
      if (pattern === null) return null;
      // Padded to a width, on either side.
      const padding = width === '' ? '' : ' *';
      group += 1;
      const shape = (loose: boolean): string =>
        pattern === OTHER ? nameBefore(template[after] ?? '', loose) : pattern;
      source += `${padding}(${shape(false)})${padding}`;
      lenient += `${padding}(${shape(true)})${padding}`;
      if (part && found[part] === 0) found[part] = group;
    }
  }
  const whole = (begun: string): RegExp => new RegExp(`${begun}${')?'.repeat(optional)} *${KIND}`, 'y');
  return { pattern: whole(source), lenient: whole(lenient), ...found, kind: group + 1 };
}

/** Those that manuals, distributions and clouds set. */
const COMMON = [
  '%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ',
  '%t [%p]: user=%u,db=%d,app=%a,client=%h ',
  '%m [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ',
  '%m [%p]: user=%u,db=%d,app=%a,client=%h ',
  '%m [%p] user=%u,db=%d,app=%a,client=%h ',
  '%m [%p] %q%u@%d/%a ',
  '%m [%p] %q%u@%d ',
  '%m [%p] %u@%d ',
  '%t [%p] %q%u@%d ',
  '%t:%r:%u@%d:[%p]:',
  '%m:%r:%u@%d:[%p]:%l:%e:%s:%v:%x:%c:%q%a:',
  '%m [%p] ',
  '%t [%p] ',
  '%t [%p]: ',
  '%t [%p]: [%l-1] ',
  '%m [%c] ',
  '%t ',
  '%m ',
];

const MOMENT = new RegExp(`^${SECONDS}(\\.\\d+)? ${ZONE}`);
const EPOCH = /^\d{10}\.\d+/;

const KEYS: Record<string, string> = {
  ...{ user: '%u', usr: '%u', u: '%u', role: '%u', username: '%u' },
  ...{ db: '%d', d: '%d', database: '%d', dbname: '%d' },
  ...{ app: '%a', a: '%a', application: '%a', application_name: '%a', appname: '%a' },
  ...{ client: '%h', host: '%h', remote: '%r', h: '%h', r: '%r', client_ip: '%h' },
  ...{ pid: '%p', p: '%p', line: '%l', l: '%l', session: '%c', sess: '%c', sid: '%c' },
  ...{ xid: '%x', tx: '%x', trx: '%x', vxid: '%v', state: '%e', sqlstate: '%e', query_id: '%Q', qid: '%Q' },
  ...{ backend: '%b', type: '%b', cmd: '%i', start: '%s' },
};

const ASSIGNED = /\b([A-Za-z_]+)([=:])("?)(\[local\]|\[unknown\]|[^,;|"\]) ]*)\3(?=[,;|\]) ]|$)/g;

/** The prefix of one line as a template; null: it does not begin with a time. */
function templateOf(prefix: string): string | null {
  const moment = MOMENT.exec(prefix);
  const epoch = moment ? null : EPOCH.exec(prefix);
  const start = moment ?? epoch;
  if (!start) return null;
  const time = epoch ? '%n' : moment?.[1] ? '%m' : '%t';
  const rest = prefix
    .slice(start[0].length)
    .replaceAll('%', '%%')
    .replace(ASSIGNED, (all, key: string, is: string, quote: string) => {
      const letter = KEYS[key.toLowerCase()];
      return letter === undefined ? all : `${key}${is}${quote}${letter}${quote}`;
    })
    .replace(/\[(\d+)-1\]/, '[%l-1]')
    .replace(/\[\d+\]/, '[%p]')
    // A number that nothing names: it may be the line's, or a transaction's. It changes, and is not read.
    .replace(/(?<![\w.%:=/-])\d+(?![\w.:/-])/g, '%x')
    .replace(/(?<![\w.%])[0-9a-f]{8}\.[0-9a-f]+(?![\w.])/, '%c')
    .replace(/(?<![\w%=])([\w.-]+|\[unknown\])@([\w.-]+|\[unknown\])(?![\w%])/, '%u@%d');
  return time + rest;
}

const AT_KIND = new RegExp(`^([^\\n]*?)${KIND}`);

function matches(template: string, lines: readonly string[]): number {
  const prefix = readPrefix(template);
  if (!prefix) return 0;
  return lines.filter((line) => {
    return [prefix.pattern, prefix.lenient].some((pattern) => {
      pattern.lastIndex = 0;
      return pattern.test(line);
    });
  }).length;
}

const tells = (template: string): number => new Set(template.match(/%[uadpcl]/g) ?? []).size;

/**
 * The template that most of the lines fit, and of those the one that tells most. `lines`: the first few hundred of the log.
 * Null: none of them begins with a time and a kind of message.
 */
export function learnPrefix(lines: readonly string[]): string | null {
  const headed = lines.filter((line) => AT_KIND.test(line));
  const own = headed.slice(0, 40).flatMap((line) => templateOf(AT_KIND.exec(line)?.[1] ?? '') ?? []);
  const ranked = [...new Set([...COMMON, ...own])]
    .map((template) => ({ template, fit: matches(template, headed), told: tells(template) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.told * b.fit - a.told * a.fit || b.fit - a.fit);
  const most = Math.max(0, ...ranked.map(({ fit }) => fit));
  // A template that fits far fewer lines has read something into them.
  return ranked.find(({ fit }) => fit >= most * 0.6)?.template ?? null;
}

/** Whether the line looks as if the server had said it. */
export const hasKind = (line: string): boolean => AT_KIND.test(line);
