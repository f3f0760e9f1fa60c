import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/bot/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const file = join(folder, 'key.pem');
writeFileSync(file, privateKey);
const FINE = { APP_ID: '7', PRIVATE_KEY_PATH: file, WEBHOOK_SECRET: 'x'.repeat(20) };

const mistakesOf = (env: Record<string, string>): string[] => {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
};

it('takes a key from a file, as text, in one line, and in base64', () => {
  const { PRIVATE_KEY_PATH: _, ...rest } = FINE;
  const written = [
    privateKey,
    privateKey.replaceAll('\n', '\\n'),
    Buffer.from(privateKey).toString('base64'),
  ];
  for (const env of [FINE, ...written.map((PRIVATE_KEY) => ({ ...rest, PRIVATE_KEY }))])
    expect(readSettings(env).privateKey.trim()).toBe(privateKey.trim());
});

it('has the defaults that its page tells', () => {
  expect(readSettings(FINE)).toMatchObject({ port: 3000, host: '0.0.0.0', width: 8, every: 600_000 });
  expect(readSettings({ ...FINE, REDIS_URL: '', LANEKEEPER_STATE: '' })).toMatchObject({
    redis: null,
    state: null,
  });
});

it('tells all that is missing, each once and on a line of its own', () => {
  const mistakes = mistakesOf({});
  expect(mistakes).toHaveLength(3);
  for (const [at, name] of [
    'APP_ID is missing',
    'WEBHOOK_SECRET is missing',
    'PRIVATE_KEY_PATH is missing',
  ].entries())
    expect(mistakes[at]).toContain(name);
});

describe('what cannot be meant', () => {
  it.each([
    [{ APP_ID: 'abc' }, 'APP_ID is "abc": a whole number from 1'],
    [{ APP_ID: '0' }, 'APP_ID is "0"'],
    [{ PORT: '99999' }, 'PORT is "99999": a whole number from 0 to 65535'],
    [{ LANEKEEPER_WIDTH: '0' }, 'LANEKEEPER_WIDTH is "0": a whole number from 1 to 100'],
    [{ LANEKEEPER_RECONCILE_SECONDS: '0' }, 'LANEKEEPER_RECONCILE_SECONDS is "0"'],
    [{ PRIVATE_KEY: 'foo' }, 'PRIVATE_KEY_PATH and PRIVATE_KEY are both set'],
    [{ PRIVATE_KEY_PATH: '/nowhere/key.pem' }, 'PRIVATE_KEY_PATH /nowhere/key.pem cannot be read'],
    [
      { REDIS_URL: 'redis://127.0.0.1', LANEKEEPER_STATE: 'a.sqlite' },
      'REDIS_URL and LANEKEEPER_STATE are both set',
    ],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"'],
    [{ LANEKEEPER_BOARD_SECRET: 'short' }, 'LANEKEEPER_BOARD_SECRET is shorter'],
  ])('%j', (more, told) => {
    const mistakes = mistakesOf({ ...FINE, ...more });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(told);
  });
});
