import { describe, expect, test } from 'vitest';
import { spellings, tableSpellings } from '../../src/code/index.ts';

describe('spellings', () => {
  test.each([
    ['first_name', ['first_name', 'firstName', 'FirstName', 'FIRST_NAME']],
    ['name', ['name', 'Name', 'NAME']],
    ['user_id', ['user_id', 'userId', 'UserId', 'USER_ID', 'userID', 'UserID']],
    ['fullName', ['fullName', 'full_name', 'FullName', 'FULL_NAME']],
    ['HTTPBody', ['HTTPBody', 'http_body', 'httpBody', 'HttpBody', 'HTTP_BODY']],
    ['Full Name', ['Full Name', 'full_name', 'fullName', 'FullName', 'FULL_NAME']],
    ['address_2', ['address_2', 'address2', 'Address2', 'ADDRESS_2']],
    ['größe_neu', ['größe_neu', 'größeNeu', 'GrößeNeu']],
    ['姓名', ['姓名']],
    ['_id', ['_id', '_Id', '_ID']],
  ])('%s', (identifier, expected) => {
    expect(spellings(identifier)).toEqual(expect.arrayContaining(expected));
  });

  test('an identifier of signs alone stands for itself, and nothing for nothing', () => {
    expect(spellings('$$')).toEqual(['$$']);
    expect(spellings('')).toEqual([]);
  });
});

describe('tables in the other number', () => {
  test.each([
    ['users', 'User'],
    ['user', 'users'],
    ['categories', 'category'],
    ['category', 'categories'],
    ['addresses', 'address'],
    ['address', 'Addresses'],
    ['people', 'Person'],
    ['person', 'people'],
    ['statuses', 'status'],
    ['status', 'statuses'],
    ['boxes', 'box'],
    ['order_items', 'OrderItem'],
    ['order_item', 'orderItems'],
    ['heroes', 'hero'],
    ['leaves', 'leaf'],
    ['analyses', 'analysis'],
    ['aliases', 'alias'],
    ['keys', 'key'],
    ['caches', 'cache'],
    ['movies', 'movie'],
    ['sms_messages', 'SmsMessage'],
  ])('%s is also %s', (table, other) => {
    expect(tableSpellings(table)).toContain(other);
  });

  test.each([
    ['news', 'new'],
    ['lens', 'len'],
    ['address', 'addres'],
    ['goods', 'good'],
    ['users', 'userses'],
  ])('%s is not %s', (table, other) => {
    expect(tableSpellings(table)).not.toContain(other);
  });
});
