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

function keyOf(env: NodeJS.ProcessEnv, mistakes: string[]): string {
  const path = env.PRIVATE_KEY_PATH ?? '';
  try {
    const text = path === '' ? (env.PRIVATE_KEY ?? '') : readFileSync(path, 'utf8');
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
  mistakes.push('PRIVATE_KEY is not a PEM key, nor one in base64 (or name its file in PRIVATE_KEY_PATH)');
  return '';
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, mistakes: string[]): number {
  const text = env[name] ?? '';
  const value = Number(text);
  if (text === '') return fallback;
  if (Number.isSafeInteger(value) && value >= 0) return value;
  mistakes.push(`${name} is ${JSON.stringify(text)}; a whole number is expected`);
  return fallback;
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
  const app = wholeNumber(env, 'APP_ID', 0, mistakes);
  if (app === 0) mistakes.push("APP_ID is missing: the App's page tells it");
  const secret = env.WEBHOOK_SECRET ?? '';
  if (secret.length < SHORTEST)
    mistakes.push(`WEBHOOK_SECRET is missing or shorter than ${SHORTEST} characters`);
  const board = env.LANEKEEPER_BOARD_SECRET ?? '';
  if (board !== '' && board.length < SHORTEST)
    mistakes.push(`LANEKEEPER_BOARD_SECRET is shorter than ${SHORTEST} characters`);
  const settings = {
    ...{ app, secret },
    privateKey: keyOf(env, mistakes),
    baseUrl: addressOf(env, 'GITHUB_API_URL', 'https://api.github.com', mistakes),
    serverUrl: addressOf(env, 'GITHUB_SERVER_URL', 'https://github.com', mistakes),
    host: env.HOST ?? '0.0.0.0',
    port: wholeNumber(env, 'PORT', 3000, mistakes),
    redis: env.REDIS_URL ?? null,
    state: env.LANEKEEPER_STATE ?? null,
    board: board === '' ? null : board,
    every: wholeNumber(env, 'LANEKEEPER_RECONCILE_SECONDS', 600, mistakes) * 1000,
    logLevel: levelOf(env, mistakes),
    width: wholeNumber(env, 'LANEKEEPER_WIDTH', 8, mistakes) || 1,
  };
  if (mistakes.length === 0) return settings;
  throw new UserError(
    `the bot's settings are wrong: ${mistakes.join('; ')}.`,
    'docs/bot.md tells each of them.',
  );
}
