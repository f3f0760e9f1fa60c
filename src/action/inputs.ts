/** The action's inputs, with the defaults of `action.yml` in code too: a runner may hand in none of them. */
import { UserError } from '../user-error.ts';

export const COMMANDS = ['check', 'sweep', 'approve', 'check-deploy', 'status', 'doctor'] as const;
export type Command = (typeof COMMANDS)[number];

const VERDICTS = ['pass', 'wait', 'block', 'error'] as const;
type Word = (typeof VERDICTS)[number];

export interface Inputs {
  command: Command;
  token: string;
  manifest: string | null;
  pullRequest: number | null;
  change: string | null;
  reason: string | null;
  override: boolean;
  digest: string | null;
  environment: string | null;
  commit: string | null;
  comment: 'auto' | 'always' | 'never';
  /** Null: as the command has it. */
  failOn: readonly Word[] | null;
}

/** As @actions/core reads them: `INPUT_` and the name in capitals, spaces as underscores. */
function input(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`]?.trim() ?? '';
  return value === '' ? null : value;
}

function oneOf<T extends string>(name: string, value: string | null, known: readonly T[], fallback: T): T {
  if (value === null) return fallback;
  const found = known.find((one) => one === value);
  if (found) return found;
  throw new UserError(
    `the input ${name} is ${JSON.stringify(value)}.`,
    `Expected one of: ${known.join(', ')}.`,
  );
}

function numberOf(name: string, value: string | null): number | null {
  if (value === null) return null;
  const number = Number(value.replace(/^#/, ''));
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new UserError(
    `the input ${name} is ${JSON.stringify(value)}.`,
    "Expected a pull request's number, such as 12.",
  );
}

function failOn(value: string | null): readonly Word[] | null {
  if (value === null) return null;
  const words = value.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 1 && words[0] === 'never') return [];
  return words.map((word) => oneOf('fail-on', word, VERDICTS, 'error'));
}

/** Throws `UserError` for a value that is none. */
export function readInputs(env: NodeJS.ProcessEnv): Inputs {
  const token = input(env, 'token') ?? env.GITHUB_TOKEN ?? '';
  if (token === '') {
    throw new UserError(
      'there is no token.',
      'Leave the input token out (the workflow gives its own), or name a secret that is set.',
    );
  }
  return {
    command: oneOf('command', input(env, 'command'), COMMANDS, 'check'),
    token,
    manifest: input(env, 'manifest'),
    pullRequest: numberOf('pull-request', input(env, 'pull-request')),
    change: input(env, 'change'),
    reason: input(env, 'reason'),
    override: oneOf('override', input(env, 'override'), ['true', 'false'], 'false') === 'true',
    digest: input(env, 'digest'),
    environment: input(env, 'environment'),
    commit: input(env, 'commit'),
    comment: oneOf('comment', input(env, 'comment'), ['auto', 'always', 'never'], 'auto'),
    failOn: failOn(input(env, 'fail-on')),
  };
}
