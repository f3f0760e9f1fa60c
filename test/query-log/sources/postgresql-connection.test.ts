import { expect, test } from 'vitest';
import {
  connectToServer,
  describeAddress,
  withoutSecrets,
} from '../../../src/query-log/sources/postgresql-connection.ts';
import { UserError } from '../../../src/user-error.ts';

const secret = 'p%40ss!w0rd';
const plain = 'p@ss!w0rd';

test.each([
  [`postgresql://u:${secret}@127.0.0.1:1/app`, '127.0.0.1:1/app', 'firewall'],
  [`postgresql://u:${secret}@/app?host=/nowhere`, '/nowhere:5432/app', 'Check host and port'],
  [`postgresql://u:${secret}@no-such-host.invalid/app`, 'no-such-host.invalid:5432/app', 'Check the host'],
  [`mysql://u:${secret}@127.0.0.1/app`, 'holds no PostgreSQL address', 'postgresql://USER'],
  [`u:${secret}`, 'holds no PostgreSQL address', 'postgresql://USER'],
])('%s: variable, host and next step, no password', async (url, shown, next) => {
  const error = await connectToServer({ url, variable: 'APP_DATABASE' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  const { message, next: step } = error as UserError;
  expect(message).toContain('APP_DATABASE');
  expect(message).toContain(shown);
  expect(step).toContain(next);
  for (const word of [secret, plain]) expect(`${message}${step}`).not.toContain(word);
});

test('what the driver says is shown without the password, however it is written', () => {
  const url = `postgresql://u:${secret}@h/db`;
  expect(withoutSecrets(new Error(`bad ${plain} and ${secret} in ${url}`), url)).toBe(
    'bad *** and *** in postgresql://u:***@h/db',
  );
  expect(withoutSecrets('odd', 'postgresql://u:%zz@h/db')).toBe('odd');
  expect(describeAddress('::')).toBe('an address that cannot be read');
});
