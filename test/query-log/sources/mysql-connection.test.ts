/** Addresses of MySQL and MariaDB, and what is said of those that lead nowhere. */
import { expect, test } from 'vitest';
import {
  connectToMysqlServer,
  mysqlAddressOf,
  mysqlDatabaseIn,
} from '../../../src/query-log/sources/mysql-connection.ts';

const at = (url: string): { url: string; variable: string } => ({ url, variable: 'SHOP_URL' });

test.each([
  ['mysql://u@db.example/app', { host: 'db.example', port: 3306, user: 'u' }],
  [
    'mariadb://a%40b:p%2Fw@[::1]:3307/app?ssl=verify',
    { host: '::1', port: 3307, user: 'a@b', password: 'p/w', ssl: {} },
  ],
  ['mysql://u@/app?socket=%2Frun%2Fs', { socketPath: '/run/s', user: 'u' }],
])('%s', (url, address) => {
  expect(mysqlAddressOf(at(url))).toEqual(address);
  expect(mysqlDatabaseIn(at(url))).toBe('app');
});

test.each([
  ['postgresql://u@h/app', /SHOP_URL holds no MySQL or MariaDB address/],
  ['mysql://u@h/app?ssl=perhaps', /ssl=perhaps is not known/],
])('%s is refused with what to write', (url, message) => {
  expect(() => mysqlAddressOf(at(url))).toThrow(message);
});

test('where no server is, the message has the place and the variable, and no password', async () => {
  const url = 'mysql://u:s%26cret@/app?socket=%2Fnonexistent%2Fs';
  const error = await connectToMysqlServer(at(url)).then(
    () => null,
    (thrown: Error) => thrown,
  );
  expect(error?.message).toMatch(/^SHOP_URL: MySQL or MariaDB at \/nonexistent\/s cannot be reached/);
  expect(error?.message).not.toMatch(/s&cret|s%26cret/);
});
