/** What callers push: tags in comments, placeholders, spans. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSpans, spansShape } from '../../src/query-log/sources/otlp.ts';
import { numberPlaceholders } from '../../src/query-log/sources/placeholders.ts';
import { readRecords } from '../../src/query-log/sources/records.ts';
import { nameByComment, readSqlComment, serviceOfComment } from '../../src/query-log/sources/sql-comment.ts';

test.each([
  ["SELECT 1 /*application='billing'*/", 'billing'],
  ["SELECT 1 /* controller='x',service.name='shop%20front' */;", 'shop front'],
  ["/* note */ SELECT 1 /*service='a',application='b'*/  ", 'a'],
  ["SELECT 1 /*app='it\\'s'*/", "it's"],
  ["SELECT 1 /*service='a%'*/", 'a%'],
  ['SELECT 1 -- service=a', ''],
  ['SELECT 1 /* service=a */', ''],
  ["SELECT 1 /* service='a' and more */", ''],
  ["SELECT '/*service=''a''*/'", ''],
  ["/*service='a'*/ SELECT 1", ''],
  ['SELECT 1 /**/', ''],
  ['*/', ''],
])('the service of %j is %j', (statement, service) => {
  expect(serviceOfComment(statement)).toBe(service);
});

test('a name that the caller gave stays', () => {
  const run = { text: "SELECT 1 /*service='tag'*/", at: 0, runs: 1, failed: false, user: '', session: null };
  expect(nameByComment({ ...run, service: 'app' }).service).toBe('app');
  expect(nameByComment({ ...run, service: '' }).service).toBe('tag');
});

test('all tags are read, decoded', () => {
  const tags = readSqlComment(
    "SELECT 1 /*action='%2Fparam*d',controller='index',traceparent='00-5bd66ef5095369c7b0d1f8f4bd33716a-01'*/",
  );
  expect(Object.fromEntries(tags ?? [])).toEqual({
    action: '/param*d',
    controller: 'index',
    traceparent: '00-5bd66ef5095369c7b0d1f8f4bd33716a-01',
  });
});

test.each([
  ['SELECT name FROM users WHERE id = ?', 'SELECT name FROM users WHERE id = $1'],
  ['SELECT ? FROM t WHERE a IN (?, ?) LIMIT ?', 'SELECT $1 FROM t WHERE a IN ($2, $3) LIMIT $4'],
  ['INSERT INTO t VALUES (?,?)', 'INSERT INTO t VALUES ($1,$2)'],
  ['SELECT \'?\' , "a?" /* ? */ FROM t -- ?', 'SELECT \'?\' , "a?" /* ? */ FROM t -- ?'],
  ["SELECT a ? 'k' FROM t", "SELECT a ? 'k' FROM t"],
  ['SELECT a ? ? FROM t', 'SELECT a ? $1 FROM t'],
  ['SELECT a ?| ? FROM t', 'SELECT a ?| $1 FROM t'],
  ['SELECT a FROM t WHERE b = $1 AND c = ?', 'SELECT a FROM t WHERE b = $1 AND c = $2'],
  ['SELECT $$?$$, ?', 'SELECT $$?$$, $1'],
  ['UPDATE t SET a = ? WHERE b BETWEEN ? AND ?', 'UPDATE t SET a = $1 WHERE b BETWEEN $2 AND $3'],
])('%j becomes %j', (text, expected) => {
  expect(numberPlaceholders(text)).toBe(expected);
});

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const request = (service: string, ...attributes: unknown[]) =>
  spansShape.parse({
    resourceSpans: [
      {
        resource: { attributes: [attribute('service.name', service)] },
        scopeSpans: [{ spans: [{ endTimeUnixNano: '1000000', attributes }] }],
      },
    ],
  });

test.each([
  ['billing', 'SELECT 1', 'billing'],
  ['unknown_service:node', "SELECT 1 /*service='tagged'*/", 'tagged'],
  ['unknown_service', 'SELECT 1', ''],
])('a span of %j with %j is by %j', (service, text, expected) => {
  const { spans } = readSpans(
    request(service, attribute('db.system.name', 'postgresql'), attribute('db.query.text', text)),
    10,
  );
  expect(spans[0]).toMatchObject({ service: expected, at: 1, runs: 1, failed: false });
});

test('a span that failed depends all the same', () => {
  const failed = [
    attribute('db.system', 'postgresql'),
    attribute('db.statement', 'SELECT 1'),
    attribute('error.type', 'X'),
  ];
  expect(readSpans(request('a', ...failed), 10).spans[0]?.failed).toBe(true);
});

test('anything at all is read without a throw', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.jsonValue()), (text, values) => {
      numberPlaceholders(text);
      readSqlComment(`${text}*/`);
      readRecords(values.map((value) => JSON.stringify(value)).join('\n'), 0, 100);
    }),
  );
});

test('long texts take little time', () => {
  const start = performance.now();
  for (const part of ['?', "'", '/*', '$', '$a$', "k='v',", '"'])
    for (const work of [numberPlaceholders, serviceOfComment]) work(`${part.repeat(100_000)}*/`);
  expect(performance.now() - start).toBeLessThan(5000);
});
