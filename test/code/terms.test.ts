import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileTerms, spellings } from '../../src/code/index.ts';
import type { ObjectKind, Term } from '../../src/model.ts';

const object = (name: string, kind?: ObjectKind): Term => ({
  object: name,
  references: null,
  ...(kind ? { kind } : {}),
});
const placesIn = (term: Term, text: string, path = 'src/a.ts'): string[] =>
  compileTerms([term])
    .find(path, text)
    .map(({ line, column }) => `${line}:${column}`);

describe('a column', () => {
  test.each([
    ['users.name', 'SELECT name FROM users', ['1:8']],
    ['users.name', 'SELECT u.name FROM Users u', ['1:10']],
    ['users.name', 'class User {\n  name: string\n}', ['2:3']],
    ['users.name', 'users.name', ['1:7']],
    ['users.name', '// the user\n$name + :name\n@name\nname: x\n`name`', ['2:2', '3:2', '4:1', '5:2']],
    ['users.name', 'user_name filename naming names rename myName nameé users', []],
    ['users.name', 'const { name } = person;', []],
    ['users.first_name', 'user.firstName\nUSER.FIRST_NAME\nUser.FirstName', ['1:6', '2:6', '3:6']],
    ['users.first_name', 'users first_names', []],
    ['users.user_id', 'type User struct {\n  UserID int\n}', ['2:3']],
    ['"Users"."fullName"', 'Users\n"fullName" full_name', ['2:2']],
    ['billing.invoices.total', 'invoice.total', ['1:9']],
    ['people.age', 'Person.age', ['1:8']],
  ])('%s in %j', (name, text, expected) => {
    expect(placesIn(object(name), text)).toEqual(expected);
  });

  test.each([
    ['src/users/read.ts', true],
    ['models/user.rb', true],
    ['src/UserRepository.java', true],
    ['src/user.repository.ts', true],
    ['src/user-queries.ts', true],
    ['app/order.ts', false],
    ['src/superuser.ts', false],
    ['src/usersettings/a.ts', false],
  ])('alone in %s: %s', (path, expected) => {
    expect(placesIn(object('users.name'), 'row.name', path).length > 0).toBe(expected);
  });

  test('columns count characters, not code units, and lines end at line feeds', () => {
    expect(placesIn(object('users.name'), 'users\r\n😀 name\r\n', 'a.ts')).toEqual(['2:3']);
  });

  test('letters beside it from other scripts make another word', () => {
    expect(placesIn(object('users.name'), 'users 𝒜name name𝒜 éname')).toEqual([]);
  });
});

describe('other objects', () => {
  test.each<[string, ObjectKind | undefined, string, boolean]>([
    ['users', undefined, 'from users', true],
    ['users', undefined, 'new User()', false],
    ['order_items', undefined, 'new OrderItem()', true],
    ['view:active_users', undefined, 'activeUsers', true],
    ['index:users_name_idx', undefined, 'DROP INDEX users_name_idx', true],
    ['type:mood', undefined, '::mood', true],
    ['function:full_name', undefined, "rpc('full_name')", true],
    ['constraint:users.users_email_key', undefined, 'ON CONSTRAINT users_email_key', true],
    ['trigger:users.t', undefined, 't = 1', false],
    ['trigger:users.t', undefined, 'DISABLE TRIGGER t ON users', true],
    ['type:mood.happy', undefined, "status = 'happy'", true],
    ['type:mood.happy', undefined, 'status = "happy"', true],
    ['type:mood.happy', undefined, 'status = :happy', true],
    ['type:mood.happy', undefined, 'x = Mood.HAPPY', true],
    ['type:mood.happy', undefined, 'a happy end', false],
    ['type:mood.happy', undefined, "'happy end'", false],
    ['billing.invoices', 'table', 'from invoices', true],
    ['billing.invoices', undefined, 'from invoices', false],
    ['extension:"uuid-ossp"', undefined, 'create extension "uuid-ossp"', true],
  ])('%s (%s) in %j: %s', (name, kind, text, expected) => {
    expect(placesIn(object(name, kind), text).length > 0).toBe(expected);
  });

  test('a class for one row counts in a file that is named for its table', () => {
    expect(placesIn(object('users'), 'class User {}', 'app/models/user.rb')).toEqual(['1:7']);
  });

  test('a literal word is taken as it stands', () => {
    expect(placesIn({ word: 'users.dual-write' }, "flag('users.dual-write')")).toEqual(['1:7']);
    expect(placesIn({ word: 'users.dual-write' }, "flag('xusers.dual-write')")).toEqual([]);
    expect(placesIn({ word: '' }, 'anything')).toEqual([]);
  });
});

describe('references replace the guess', () => {
  const term = (patterns: string[], paths: string[]): Term => ({
    object: 'users.name',
    references: { patterns, paths },
  });
  test('patterns', () => {
    expect(placesIn(term(['row\\.(name|alias)\\b'], []), 'users name\nx row.alias')).toEqual(['2:3']);
  });
  test('paths alone: the name counts there without its table, and nowhere else', () => {
    expect(placesIn(term([], ['src/db']), 'a.name', 'src/db/x.ts')).toEqual(['1:3']);
    expect(placesIn(term([], ['src/db']), 'users.name', 'src/other.ts')).toEqual([]);
  });
  test('both', () => {
    expect(placesIn(term(['n_me'], ['src/db']), 'n_me', 'src/x.ts')).toEqual([]);
    expect(placesIn(term(['n_me'], ['src/db']), 'n_me', 'src/db/x.ts')).toEqual(['1:1']);
  });
  test('a pattern that cannot be used stands for its own text', () => {
    expect(placesIn(term(['(?=name)'], []), '(?=name)')).toEqual(['1:1']);
  });
});

test('a mention is told once for each term and line, in order of place, with a short text', () => {
  const terms = compileTerms([object('users'), object('users.name')]);
  const line = `${' '.repeat(5000)}users.name users.name${'x'.repeat(5000)}`;
  const found = terms.find('a.ts', `name\n${line}`);
  expect(found.map(({ term, line: at }) => [term, at])).toEqual([
    [1, 1],
    [0, 2],
    [1, 2],
  ]);
  expect(found[1]?.text).toContain('users.name');
  for (const { text } of found) expect(text.length).toBeLessThanOrEqual(160);
});

test('a word that begins a longer spelling is found inside it', () => {
  const terms = compileTerms([{ word: 'Full Name' }, { word: 'Full' }, { word: 'Name' }]);
  expect(terms.find('a.ts', 'Full Name').map(({ term }) => term)).toEqual([0, 1, 2]);
});

describe('properties', () => {
  const identifier = fc.stringMatching(/^[a-z]{3,8}(?:_[a-z]{2,8}){0,2}$/);
  const gap = fc.constantFrom(' ', '.', '"', "'", ':', '$', '@', '(', '\n', '`', '=', '-', '\t');

  test('any spelling between signs is found in a file that mentions the table, and its words lead to it', () => {
    fc.assert(
      fc.property(identifier, identifier, gap, gap, fc.nat(), (table, column, before, after, pick) => {
        const words = spellings(column);
        const word = words[pick % words.length] ?? column;
        const text = `${table}\n${before}${word}${after}`;
        const compiled = compileTerms([object(`${table}.${column}`)]);
        expect(compiled.words.some((fixed) => text.includes(fixed))).toBe(true);
        expect(compiled.find('a.ts', text).some(({ line }) => line >= 2)).toBe(true);
      }),
    );
  });

  test('inside a longer word it is not found', () => {
    const more = fc.constantFrom('x', 'Z', '_', '9', 'é', '姓', '𝒜');
    fc.assert(
      fc.property(identifier, identifier, more, fc.boolean(), (table, column, extra, leads) => {
        fc.pre(!tableHolds(table, column));
        const text = `${table}\n${leads ? extra : ''}${column}${leads ? '' : extra}`;
        expect(compileTerms([object(`${table}.${column}`)]).find('a.ts', text)).toEqual([]);
      }),
    );
  });

  const tableHolds = (table: string, column: string): boolean =>
    table.startsWith(column) || column.startsWith(table) || table === column;

  test('nothing throws, whatever the name and the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), fc.string(), (name, text, path) => {
        for (const term of [object(name), { word: name }, object(`users.${name}`)]) {
          const compiled = compileTerms([term]);
          compiled.find(path, text);
          compiled.find(path, `${text}${name}${text}`);
        }
      }),
    );
  });
});

test('hundreds of thousands of mentions on one line take no time', () => {
  const started = performance.now();
  const found = compileTerms([object('name', 'table')]).find('a.ts', 'name 姓 '.repeat(100_000));
  expect(found).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(10_000);
}, 60_000);
