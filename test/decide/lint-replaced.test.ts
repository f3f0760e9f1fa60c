/** What goes and comes back in one transaction was never away; what comes back as less, or too late, was. */
import { beforeAll, expect, test } from 'vitest';
import { type LintStory, prepareStories, told } from './lint-story.ts';

const BEFORE = `
CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, name text);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
CREATE VIEW people AS SELECT id, name FROM users;
CREATE VIEW few AS SELECT id FROM people;
CREATE VIEW mails AS SELECT id, email FROM users;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
`;
const CONTRACT = 'undeclared-contract block';

beforeAll(prepareStories);

const tell = (sql: string, story: LintStory = {}): string[] =>
  told(`SET lock_timeout = '5s';\n${sql}`, { before: BEFORE, ...story });
const together = (sql: string): string => `BEGIN;\n${sql}\nCOMMIT;`;
type Row = [name: string, sql: string, expected: string[], story?: LintStory];

const trigger = 'CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();';
const triggers: Row[] = [
  ['trigger', together(`DROP TRIGGER touched ON users;\n${trigger}`), []],
  [
    'trigger, by the runner',
    `DROP TRIGGER touched ON users;\n${trigger}`,
    [],
    { transaction: 'runner', framework: 'flyway' },
  ],
  ['trigger, not at once', `DROP TRIGGER touched ON users;\n${trigger}`, [CONTRACT]],
  [
    'trigger, of another name',
    together(`DROP TRIGGER touched ON users;\n${trigger.replace('touched', 'other')}`),
    [CONTRACT],
  ],
  [
    'trigger, dropped again',
    together(`DROP TRIGGER touched ON users;\n${trigger}\nDROP TRIGGER touched ON users;`),
    [CONTRACT],
  ],
  [
    'trigger, in a later transaction',
    `${together('DROP TRIGGER touched ON users;')}\n${together(trigger)}`,
    [CONTRACT],
  ],
  [
    'trigger, taken back',
    together(`DROP TRIGGER touched ON users;\nSAVEPOINT s;\n${trigger}\nROLLBACK TO s;`),
    [CONTRACT],
  ],
  [
    'trigger, perhaps',
    together(
      `DROP TRIGGER touched ON users;\nDO $$ BEGIN IF current_user = 'a' THEN ${trigger} END IF; END $$;`,
    ),
    [CONTRACT, 'unreadable-migration warn'],
  ],
];

const view = (columns: string): string => `CREATE VIEW mails AS SELECT ${columns} FROM users;`;
const views: Row[] = [
  ['view', together(`DROP VIEW mails;\n${view('id, email')}`), []],
  ['view with more', together(`DROP VIEW mails;\n${view('name, email, id')}`), []],
  ['view with less', together(`DROP VIEW mails;\n${view('id, name')}`), [CONTRACT]],
  ['view, not at once', `DROP VIEW mails;\n${view('id, email')}`, [CONTRACT]],
  [
    'view, dropped later',
    `${together(`DROP VIEW mails;\n${view('id, email')}`)}\nDROP VIEW mails;`,
    [CONTRACT],
  ],
  [
    'view under another view',
    together('DROP VIEW people CASCADE;\nCREATE VIEW people AS SELECT id, name FROM users;'),
    [CONTRACT],
  ],
];

const replaced: Row[] = [
  ['view replaced', 'CREATE OR REPLACE VIEW mails AS SELECT id, email, name FROM users;', []],
  [
    'view replaced by fewer',
    'CREATE OR REPLACE VIEW mails AS SELECT id FROM users;',
    ['in-place-change block'],
  ],
  [
    'view replaced in another order',
    'CREATE OR REPLACE VIEW mails AS SELECT email, id FROM users;',
    ['in-place-change block'],
  ],
  ['view that nobody knows', 'CREATE OR REPLACE VIEW other AS SELECT id FROM users;', []],
];

const swap = (table: string, kind: string, more = ''): string =>
  `CREATE UNIQUE INDEX CONCURRENTLY next ON ${table};\nALTER TABLE ${table.split(' ')[0]} DROP CONSTRAINT ${kind}, ADD CONSTRAINT ${kind} ${more};`;
const keys: Row[] = [
  ['key', swap('orders (id)', 'orders_pkey', 'PRIMARY KEY USING INDEX next'), []],
  ['unique', swap('users (email)', 'users_email_key', 'UNIQUE USING INDEX next'), []],
  [
    'key over another column',
    swap('orders (user_id)', 'orders_pkey', 'PRIMARY KEY USING INDEX next'),
    [CONTRACT, 'online-ddl block'],
  ],
  [
    'key under another name',
    swap('orders (id)', 'orders_pkey', 'PRIMARY KEY USING INDEX next').replace(
      'ADD CONSTRAINT orders_pkey',
      'ADD CONSTRAINT orders_key',
    ),
    [CONTRACT],
  ],
  [
    'unique that may wait',
    swap('users (email)', 'users_email_key', 'UNIQUE USING INDEX next DEFERRABLE'),
    [CONTRACT],
  ],
  ['key that others rest on', swap('users (id)', 'users_pkey', 'PRIMARY KEY USING INDEX next'), [CONTRACT]],
  [
    'key of a table that nobody knows',
    swap('a (id)', 'a_pkey', 'PRIMARY KEY USING INDEX next'),
    ['online-ddl warn', CONTRACT],
  ],
  [
    'key by an index that nobody knows',
    'ALTER TABLE a ADD CONSTRAINT k PRIMARY KEY USING INDEX i;',
    ['online-ddl warn'],
  ],
  [
    'key that is built',
    together(
      'ALTER TABLE orders DROP CONSTRAINT orders_pkey;\nALTER TABLE orders ADD CONSTRAINT orders_pkey PRIMARY KEY (id);',
    ),
    ['online-ddl block'],
  ],
];

test.each([...triggers, ...views, ...replaced, ...keys])('%s', (_, sql, expected, story) => {
  expect(tell(sql, story)).toEqual(expected.toSorted());
});
