/** Where transactions begin and end, and what a file's author may have thought of them. */
import { beforeAll, expect, test } from 'vitest';
import { type LintStory, prepareStories, told } from './lint-story.ts';

const BEFORE =
  'CREATE TABLE users (id bigint PRIMARY KEY, name text);\nCREATE TABLE orders (id bigint PRIMARY KEY, note text);';
const BLOCK = 'transaction-scope block';
const WARN = 'transaction-scope warn';
const runner: LintStory = { transaction: 'runner', framework: 'flyway' };
const implicit: LintStory = { transaction: 'implicit', framework: 'prisma' };
const ADD = 'ALTER TABLE users ADD COLUMN x text;';
const MORE = 'ALTER TABLE users ADD COLUMN y text;';

beforeAll(prepareStories);

const tell = (sql: string, story: LintStory = {}): string[] =>
  told(`SET lock_timeout = '5s';\n${sql}`, { before: BEFORE, ...story });
type Row = [sql: string, expected: string[], story?: LintStory];

const unended: Row[] = [
  [`BEGIN; ${ADD}`, [BLOCK]],
  [`START TRANSACTION; ${ADD}`, [BLOCK]],
  [`BEGIN; ${ADD} COMMIT; BEGIN; ${MORE}`, [BLOCK]],
  [`BEGIN; ${ADD} COMMIT AND CHAIN; ${MORE}`, [BLOCK]],
  [`BEGIN; ${ADD}`, [BLOCK], implicit],
  [`BEGIN; ${ADD} COMMIT AND CHAIN;`, []],
  [`BEGIN; ${ADD} COMMIT;`, []],
  [`BEGIN; ${ADD} END;`, []],
  [`BEGIN; ${ADD} ROLLBACK;`, []],
  [`BEGIN; ${ADD} PREPARE TRANSACTION 'x';`, []],
  [`BEGIN; SAVEPOINT a; ${ADD} ROLLBACK TO a; COMMIT;`, []],
];

const nested: Row[] = [
  [`BEGIN; BEGIN; ${ADD} COMMIT;`, [WARN]],
  [`BEGIN; ${ADD} COMMIT;`, [WARN], runner],
  [`BEGIN; ${ADD} COMMIT;`, [], implicit],
  [`BEGIN; ${ADD} COMMIT; BEGIN; ${MORE} COMMIT;`, []],
];

const ends: Row[] = [
  [`${ADD} COMMIT;`, [WARN]],
  [`${ADD} ROLLBACK;`, [WARN]],
  [`BEGIN; ${ADD} COMMIT; COMMIT;`, [WARN]],
  [`${ADD} COMMIT;`, [WARN], implicit],
  [`${ADD} ROLLBACK; ${MORE}`, ['lock-timeout warn', BLOCK], implicit],
  [`${ADD} COMMIT;`, [WARN], runner],
  [`${ADD} COMMIT; SELECT 1;`, [WARN], runner],
  [`${ADD} COMMIT; ${MORE}`, [BLOCK], runner],
  [`${ADD} COMMIT; INSERT INTO users VALUES (1);`, [BLOCK], runner],
  [`${ADD} ROLLBACK;`, [BLOCK], runner],
];

test.each([...unended, ...nested, ...ends])('%s %j %j', (sql, expected, story) => {
  expect(tell(sql, story)).toEqual(expected);
});
