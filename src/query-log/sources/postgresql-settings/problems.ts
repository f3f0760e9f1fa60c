/** What to change so that a server's log proves something: each a sentence, with the line to paste. Pure. */
import { logFiles } from './log-files.ts';
import { provenSampling, sessionKinds } from './proof.ts';
import type { ServerSettings, Settings } from './read-settings.ts';

export interface SettingProblem {
  text: string;
  /** SQL, ready to run as a superuser; '' where there is none. */
  fix: string;
  /** With it, silence in the log proves nothing. The others cost something less: who called, how well a restart is followed. */
  breaksProof: boolean;
}

const reload = (statement: string): string => `${statement} SELECT pg_reload_conf();`;

function statementProblems(target: string, settings: Settings): SettingProblem[] {
  const everybody = target === 'everybody';
  const change = (name: string, value: string): string =>
    everybody ? reload(`ALTER SYSTEM SET ${name} = ${value};`) : `ALTER ${target} RESET ${name};`;
  const of = everybody ? '' : ` for ${target}`;
  const problems: SettingProblem[] = [];
  const add = (text: string, name: string, value: string): void => {
    problems.push({ text: `${text}${of}`, fix: change(name, value), breaksProof: true });
  };
  const messages = settings.get('log_min_messages') ?? '';
  const errors = settings.get('log_min_error_statement') ?? '';
  if (/^(?:log|fatal|panic)$/.test(messages))
    add(`log_min_messages is ${messages}: what fails is not logged`, 'log_min_messages', 'warning');
  if (/^(?:log|fatal|panic)$/.test(errors))
    add(
      `log_min_error_statement is ${errors}: errors are logged without their statements`,
      'log_min_error_statement',
      'error',
    );
  if (settings.get('log_statement') !== 'all' && settings.get('log_min_duration_statement') !== '0')
    add(
      `log_statement is ${settings.get('log_statement') ?? 'not told'} and log_min_duration_statement is ${settings.get('log_min_duration_statement') ?? 'not told'}: not every statement is logged`,
      everybody ? 'log_min_duration_statement' : nameOverridden(settings),
      '0',
    );
  return problems;
}

const nameOverridden = (settings: Settings): string =>
  settings.get('log_statement') === 'none' && settings.has('log_min_duration_statement')
    ? 'log_min_duration_statement'
    : 'log_statement';

/** `%q` ends a prefix for processes that are no sessions. */
function prefixProblems(prefix: string): SettingProblem[] {
  const fix = reload(`ALTER SYSTEM SET log_line_prefix = '%m [%p] %l %q%u@%d %a ';`);
  const has = (...escapes: string[]): boolean =>
    escapes.some((one) => new RegExp(`%-?\\d*${one}`).test(prefix));
  const problems: SettingProblem[] = [];
  if (!has('m', 't', 'n'))
    problems.push({ text: 'log_line_prefix has no time (%m)', fix, breaksProof: true });
  if (!has('p', 'c'))
    problems.push({
      text: 'log_line_prefix has no session (%p): an error cannot be told from whose it is',
      fix,
      breaksProof: true,
    });
  if (!has('d'))
    problems.push({
      text: "log_line_prefix has no database (%d): statements of other databases are taken for this one's",
      fix,
      breaksProof: false,
    });
  if (!has('u'))
    problems.push({
      text: 'log_line_prefix has no user (%u): callers are not told apart',
      fix,
      breaksProof: false,
    });
  if (!has('a'))
    problems.push({
      text: 'log_line_prefix has no application name (%a): services are not told apart',
      fix,
      breaksProof: false,
    });
  return problems;
}

function placeProblems(server: ServerSettings): SettingProblem[] {
  const { settings } = server;
  const files = logFiles(server);
  const destination = settings.get('log_destination');
  if (destination === undefined)
    return [
      {
        text: 'where the log is written may not be seen',
        fix: `GRANT pg_read_all_settings TO ${JSON.stringify(server.role)};`,
        breaksProof: false,
      },
    ];
  if (!files)
    return [
      {
        text: `the log goes to ${destination}, which cannot be followed`,
        fix: `ALTER SYSTEM SET logging_collector = on; ALTER SYSTEM SET log_destination = 'stderr${server.version >= 15 ? ',jsonlog' : ',csvlog'}';  -- and restart the server`,
        breaksProof: true,
      },
    ];
  const problems: SettingProblem[] = files.prefix === null ? [] : prefixProblems(files.prefix);
  if (files.pattern === null)
    problems.push({
      text: 'the server does not know where its output goes, or may not tell: name the log file yourself',
      fix: '',
      breaksProof: false,
    });
  if (settings.get('log_error_verbosity') === 'terse')
    problems.push({
      text: 'log_error_verbosity is terse: what EXECUTE runs is not in the log',
      fix: reload('ALTER SYSTEM SET log_error_verbosity = default;'),
      breaksProof: false,
    });
  return problems;
}

function ownProblems({ ownValues, role, settings }: ServerSettings): SettingProblem[] {
  const own = ownValues
    .filter((name) => name.startsWith('log_'))
    .map((name) => ({
      text: `${name} is set for our own role or session: what holds for everybody cannot be seen`,
      fix: `ALTER ROLE ${JSON.stringify(role)} RESET ${name};`,
      breaksProof: true,
    }));
  return settings.has('log_min_messages')
    ? own
    : [
        ...own,
        {
          text: 'the settings of the log may not be seen',
          fix: `GRANT pg_read_all_settings TO ${JSON.stringify(role)};`,
          breaksProof: true,
        },
      ];
}

function pendingProblems({ pending }: ServerSettings): SettingProblem[] {
  return (pending ?? []).map((line) => ({
    text: `a line of the configuration files is not in force yet, or wrong: ${line}`,
    fix: '',
    breaksProof: false,
  }));
}

/** All there is to put right, what breaks the proof first. */
export function settingProblems(server: ServerSettings): SettingProblem[] {
  const kinds =
    provenSampling(server).mode === 'full'
      ? []
      : sessionKinds(server).filter(({ sampling }) => sampling.mode !== 'full');
  const problems = [
    ...kinds.flatMap(({ target, settings }) => statementProblems(target, settings)),
    ...ownProblems(server),
    ...placeProblems(server),
    ...pendingProblems(server),
  ];
  return problems.toSorted((a, b) => Number(b.breaksProof) - Number(a.breaksProof));
}

/** What no setting shows, and a log read with the best of them still lacks. */
export const blindTo = [
  'a superuser, or a role with the right to SET it, may switch logging off in its own session: the SET is seen where it is logged, a connection option is not',
];
