import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MysqlColumnSession, type MysqlOptions, readMysqlSchema } from '../../../src/sql/mysql/index.ts';

const dump = `
CREATE TABLE \`users\` (\`id\` int, \`name\` varchar(10), \`email\` text, \`age\` int, \`day\` int, \`user\` int, PRIMARY KEY (\`id\`), KEY k (\`name\`)) ENGINE=InnoDB;
create table orders (id int, user_id int, total int, note varchar(10) default 'a,b');
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER */
/*!50001 VIEW \`v\` AS select \`users\`.\`id\` AS \`id\`,upper(\`users\`.\`name\`) AS \`big\` from \`users\` where \`users\`.\`age\` > 1 */;
DELIMITER ;;
CREATE DEFINER=\`root\`@\`localhost\` PROCEDURE \`p\`(IN x int, OUT y varchar(10))
BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION, NOT FOUND BEGIN SELECT note FROM orders; END; WHILE x > 0 DO UPDATE users SET age = age - 1 WHERE id = x; SET x = x - 1; END WHILE; END ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`root\`@\`localhost\`*/ /*!50003 TRIGGER tr BEFORE INSERT ON orders FOR EACH ROW SET NEW.total = (SELECT max(age) FROM users), @x = OLD.note */;;
create procedure dyn() begin prepare s from @x; execute s; end ;;
create procedure a() call b() ;;
create procedure b() begin call a(); select email from users; end ;;
DELIMITER ;
`;
const { schema, problems } = readMysqlSchema(dump);

const read = (statement: string, options: MysqlOptions = { ansiQuotes: false }) => {
  const [one, ...more] = new MysqlColumnSession(schema, options).read(statement);
  if (!one || more.length > 0) throw new Error(`${more.length + (one ? 1 : 0)} statements`);
  return one;
};

describe('a dump', () => {
  it('is read whole', () => {
    expect(problems).toEqual([]);
    expect(schema.tables.map(({ columns }) => columns)).toEqual([
      ['id', 'name', 'email', 'age', 'day', 'user'],
      ['id', 'user_id', 'total', 'note'],
    ]);
    expect(schema.views.map(({ name }) => name)).toEqual(['v']);
    expect(schema.triggers).toMatchObject([{ table: 'orders', event: 'insert' }]);
  });

  it('follows ALTER, RENAME and DROP', () => {
    const text =
      'create table a (x int); alter table a add column y int, drop x, change y z int; rename table a to b; create table c like b; alter table c rename column z to w, add (p int, q int); drop table b';
    expect(readMysqlSchema(text).schema.tables).toEqual([
      { database: '', name: 'c', columns: ['w', 'p', 'q'] },
    ]);
  });

  it('tells what of it is not known', () => {
    const part = readMysqlSchema('create table a as select 1 as x');
    expect(part.problems).toHaveLength(1);
    expect(new MysqlColumnSession(part.schema).read('select x from a')[0]?.everything).toBe(true);
  });
});

describe('a statement', () => {
  it.each([
    ['select `name` from users', ['users.name'], []],
    ['SELECT NAME FROM USERS', ['users.name'], []],
    ['select /*! email, */ age from users', ['users.age', 'users.email'], []],
    ['select u.day, interval 1 day from users u', ['users.day'], []],
    ["select 1e5, 0x1F, b'1', n'name', _utf8'age', @name, @@email from users", [], []],
    ["select 'it''s name', 'a\\' name' # email\n from users -- age", [], []],
    ['update users set name = 1, email = age', ['users.age'], ['users.email', 'users.name']],
    ['load data infile "x" into table users (id, @a) set name = @a', [], ['users.id', 'users.name']],
    [
      "load data infile 'x' into table users",
      [],
      ['users.age', 'users.day', 'users.email', 'users.id', 'users.name', 'users.user'],
    ],
    [
      'insert into users (id) values (1) as new on duplicate key update name = new.email',
      ['users.email'],
      ['users.id', 'users.name'],
    ],
    [
      'with c as (select id i from users) update users, c set name = 1 where i = users.id',
      ['users.id'],
      ['users.name'],
    ],
    [
      'handler users read first',
      ['users.age', 'users.day', 'users.email', 'users.id', 'users.name', 'users.user'],
      [],
    ],
    ['select big from v', ['users.age', 'users.id', 'users.name'], []],
    ['call p(1, @x)', ['orders.note', 'users.age', 'users.id'], ['users.age']],
    ['call a()', ['users.email'], []],
    ['insert into orders (id) values (1)', ['orders.note', 'users.age'], ['orders.id', 'orders.total']],
    ['table users', ['users.age', 'users.day', 'users.email', 'users.id', 'users.name', 'users.user'], []],
    [
      'select x.id from users Y join (select total as id from orders) x on x.id = y.age',
      ['orders.total', 'users.age'],
      [],
    ],
    ['select * from information_schema.columns', [], []],
    ['set @a = (select max(age) from users)', ['users.age'], []],
    ['create table z as select name from users', ['users.name'], []],
    ['create procedure z() select name from users', [], []],
    ['alter table users drop column name', [], []],
    ['show tables', [], []],
  ] as [string, string[], string[]][])('%s', (statement, reads, writes) => {
    const found = read(statement);
    expect({
      reads: found.reads,
      writes: found.writes,
      unresolved: found.unresolved,
      problem: found.problem,
    }).toEqual({
      reads,
      writes: writes.sort(),
      unresolved: [],
      problem: null,
    });
  });

  it.each([
    ['select name from nope', 'nope is not in the schema'],
    ['select secret(1)', 'the function secret is not in the schema'],
    ['call secret()', 'the procedure secret is not in the schema'],
    ['call dyn()', 'it runs a text that is not known here'],
    ['prepare s from @x', 'it runs a text that is not known here'],
    ['execute s', 'the prepared statement s was not made here: nobody knows what it touches'],
    ["select name from users where id = 'x", 'a quote is not closed: its end is missing, or it was cut off'],
    ['select name from users /* cut here', 'a comment is not closed: its end is missing, or it was cut off'],
    ['select (name from users', 'a parenthesis is not closed'],
    ['frobnicate users', 'it begins in a way that is not known'],
    [
      'select name from users tablesample bernoulli (10)',
      'its tables are written in a way that is not known',
    ],
  ])('may touch anything: %s', (statement, problem) => {
    expect(read(statement)).toMatchObject({ everything: true, problem });
  });

  it('in double quotes may be a column where the mode is not known', () => {
    expect(read('select id from users where "name" = 1', { ansiQuotes: null }).unresolved).toEqual([
      'users.name',
    ]);
    expect(read('select id from users where "name" = 1', { ansiQuotes: true }).reads).toEqual([
      'users.id',
      'users.name',
    ]);
  });

  it('of a digest may name a column by a synonym', () => {
    expect(read('SELECT SYSTEM_USER FROM `users`', { digest: true }).reads).toEqual(['users.user']);
    expect(
      read('SELECT `sleep` (?) , `a` , ... FROM `users` WHERE `id` IN (...)', { digest: true }).reads,
    ).toEqual(['users.id']);
  });

  it('is known when it is executed, in its session alone', () => {
    const session = new MysqlColumnSession(schema);
    session.read("prepare s from 'select name from users'");
    expect(session.read('execute s')[0]).toMatchObject({ reads: ['users.name'], everything: false });
    session.read('create temporary table t (a int)');
    expect(session.read('select name from t, users')[0]).toMatchObject({
      reads: ['users.name'],
      everything: false,
    });
  });
});

describe('any text', () => {
  const words =
    'select from users u . * ( ) , name where join on using natural update set insert into values delete with as v p call case when end begin ; " \' ` /*! */ -- # \\ union order by if then declare cursor for handler'.split(
      ' ',
    );

  it('is read without an exception, and within its time', () => {
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((some) => some.join(' ')),
    );
    fc.assert(
      fc.property(text, (some) => {
        for (const one of new MysqlColumnSession(schema).read(some))
          expect(Array.isArray(one.reads)).toBe(true);
        readMysqlSchema(`${dump};${some}`);
      }),
      { numRuns: 1500 },
    );
  }, 30_000);

  it('that is cut anywhere never loses a column without saying so', () => {
    const whole =
      "select u.name, o.total from users u join orders o on o.user_id = u.id where u.email = 'x' and exists (select * from v)";
    const asked = (statement: string, column: string): boolean =>
      new RegExp(`\\b(?:u|o)\\.${column.split('.')[1]}\\b`).test(statement);
    for (let end = 1; end <= whole.length; end++) {
      const text = whole.slice(0, end);
      for (const one of new MysqlColumnSession(schema).read(text)) {
        if (one.everything || !text.includes('from users u')) continue;
        for (const column of ['users.name', 'users.email'])
          if (asked(text, column)) expect([...one.reads, ...one.unresolved], text).toContain(column);
      }
    }
  });

  it.each([
    ['parentheses', `select ${'('.repeat(100_000)}1${')'.repeat(100_000)} from users`],
    ['subqueries', `${'select * from (select * from ('.repeat(2000)}users${')) x'.repeat(2000)}`],
    ['columns', `select ${'name, '.repeat(50_000)} age from users`],
    ['rows', `insert into users (id) values ${'(1), '.repeat(50_000)}(2)`],
    [
      'joins',
      `select 1 from users u0 ${Array.from({ length: 500 }, (_, i) => `join users u${i + 1} on u${i}.id = u${i + 1}.id`).join(' ')}`,
    ],
    ['comments', `select 1 ${'/* '.repeat(100_000)}`],
  ])(
    'of many %s ends',
    (_, statement) => {
      const start = performance.now();
      expect(new MysqlColumnSession(schema).read(statement)).toHaveLength(1);
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    30_000,
  );
});
