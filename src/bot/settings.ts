/** What the environment says, with every mistake at once. */
import { readFileSync } from 'node:fs';
import { UserError } from '../user-error.ts';

export interface Settings {
  app: number;
  privateKey: string;
  secret: string;
  /** `https://api.github.com`. */
  baseUrl: string;
  serverUrl: string;
  host: string;
  port: number;
  redis: string | null;
  /** The file of the queue; null: in memory. */
  state: string | null;
  /** Lets into the board; null: there is none. */
  board: string | null;
  /** Milliseconds between reconciliations. */
  every: number;
  /** Pull requests that are decided side by side. */
  width: number;
  logLevel: (typeof LEVELS)[number];
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

const SHORTEST = 20;

const KEY = "a PEM key, as GitHub's page of the App makes it";

function keyOf(env: NodeJS.ProcessEnv, mistakes: string[]): string {
  const path = env.PRIVATE_KEY_PATH ?? '';
  const given = env.PRIVATE_KEY ?? '';
  if (path === '' && given === '') {
    mistakes.push(`PRIVATE_KEY_PATH is missing, or PRIVATE_KEY: ${KEY}`);
    return '';
  }
  if (path !== '' && given !== '') {
    mistakes.push('PRIVATE_KEY_PATH and PRIVATE_KEY are both set: leave one of them out');
    return '';
  }
  try {
    const text = path === '' ? given : readFileSync(path, 'utf8');
    const key = text.includes('BEGIN')
      ? text.replaceAll('\\n', '\n')
      : Buffer.from(text, 'base64').toString('utf8');
    if (key.includes('BEGIN')) return key;
  } catch (error) {
    mistakes.push(
      `PRIVATE_KEY_PATH ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return '';
  }
  mistakes.push(
    `${path === '' ? 'PRIVATE_KEY' : `PRIVATE_KEY_PATH ${path}`} holds no key: ${KEY}, or that in base64`,
  );
  return '';
}

interface Range {
  least: number;
  most: number;
}

/** `fallback` null: it must be set. */
function wholeNumber(
  env: NodeJS.ProcessEnv,
  name: string,
  { least, most }: Range,
  fallback: number | null,
  mistakes: string[],
): number {
  const text = env[name] ?? '';
  if (text === '' && fallback !== null) return fallback;
  const value = Number(text);
  if (text !== '' && Number.isSafeInteger(value) && value >= least && value <= most) return value;
  const found = text === '' ? 'is missing' : `is ${JSON.stringify(text)}`;
  mistakes.push(`${name} ${found}: a whole number from ${least} to ${most} is expected`);
  return least;
}

function addressOf(env: NodeJS.ProcessEnv, name: string, fallback: string, mistakes: string[]): string {
  const text = env[name] ?? fallback;
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, '');
  mistakes.push(`${name} is ${JSON.stringify(text)}; an address such as ${fallback} is expected`);
  return fallback;
}

function levelOf(env: NodeJS.ProcessEnv, mistakes: string[]): Settings['logLevel'] {
  const text = env.LOG_LEVEL ?? 'info';
  const found = LEVELS.find((level) => level === text);
  if (!found) mistakes.push(`LOG_LEVEL is ${JSON.stringify(text)}; one of ${LEVELS.join(', ')} is expected`);
  return found ?? 'info';
}

/** Throws `UserError` that names all that is missing or wrong. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const mistakes: string[] = [];
  const app = wholeNumber(env, 'APP_ID', { least: 1, most: Number.MAX_SAFE_INTEGER }, null, mistakes);
  const secret = env.WEBHOOK_SECRET ?? '';
  if (secret.length < SHORTEST)
    mistakes.push(`WEBHOOK_SECRET is missing or shorter than ${SHORTEST} characters`);
  const board = env.LANEKEEPER_BOARD_SECRET ?? '';
  if (board !== '' && board.length < SHORTEST)
    mistakes.push(`LANEKEEPER_BOARD_SECRET is shorter than ${SHORTEST} characters`);
  if (env.REDIS_URL && env.LANEKEEPER_STATE)
    mistakes.push(
      'REDIS_URL and LANEKEEPER_STATE are both set: the queue is in one of them, leave the other out',
    );
  const settings = {
    ...{ app, secret },
    privateKey: keyOf(env, mistakes),
    baseUrl: addressOf(env, 'GITHUB_API_URL', 'https://api.github.com', mistakes),
    serverUrl: addressOf(env, 'GITHUB_SERVER_URL', 'https://github.com', mistakes),
    host: env.HOST ?? '0.0.0.0',
    port: wholeNumber(env, 'PORT', { least: 0, most: 65_535 }, 3000, mistakes),
    redis: env.REDIS_URL || null,
    state: env.LANEKEEPER_STATE || null,
    board: board === '' ? null : board,
    every: wholeNumber(env, 'LANEKEEPER_RECONCILE_SECONDS', { least: 1, most: 86_400 }, 600, mistakes) * 1000,
    logLevel: levelOf(env, mistakes),
    width: wholeNumber(env, 'LANEKEEPER_WIDTH', { least: 1, most: 100 }, 8, mistakes),
  };
  if (mistakes.length === 0) return settings;
  throw new UserError(
    `the bot's settings are wrong:\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`,
    'docs/bot.md tells each of them.',
  );
}
