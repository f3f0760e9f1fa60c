/** Judges statements against a small schema that was there before, and tells each effect in one line. */
import type { Catalog } from '../../../../src/model.ts';
import { emptyCatalog } from '../../../../src/sql/catalog.ts';
import { judgeStatement } from '../../../../src/sql/postgresql/judge.ts';
import { parseStatements } from '../../../../src/sql/postgresql/parse.ts';
import type { EffectDraft, Judged, Session } from '../../../../src/sql/postgresql/session.ts';

/** What the statements of the tables find: nothing of it is fresh. */
export const SCHEMA = `
  CREATE SCHEMA billing;
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
  CREATE DOMAIN label AS text;
  CREATE TABLE orgs (id bigint PRIMARY KEY, name text);
  CREATE TABLE users (
    id bigint PRIMARY KEY,
    org_id bigint REFERENCES orgs (id),
    email character varying(40) UNIQUE,
    name text NOT NULL,
    age integer CHECK (age >= 0),
    note text DEFAULT 'none',
    score numeric(10,2),
    seen timestamp(3) with time zone,
    born timestamp without time zone,
    address cidr,
    bits bit varying(8),
    current mood,
    extra json
  );
  CREATE INDEX users_name_idx ON users (name);
  CREATE INDEX users_note_born_idx ON users (note, born);
  CREATE UNIQUE INDEX users_score_key ON users (score);
  CREATE TABLE posts (id bigserial PRIMARY KEY, user_id bigint NOT NULL, body text, words integer);
  ALTER TABLE posts ADD CONSTRAINT posts_user_fkey FOREIGN KEY (user_id) REFERENCES users (id);
  CREATE TABLE billing.invoices (id integer, total numeric, user_id bigint);
  CREATE TABLE events (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
  CREATE TABLE logs (at date NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE logs_rest PARTITION OF logs DEFAULT;
  CREATE VIEW people AS SELECT id, name FROM users;
  CREATE MATERIALIZED VIEW totals AS SELECT user_id, count(*) AS n FROM posts GROUP BY user_id;
  CREATE SEQUENCE tickets;
  CREATE FUNCTION shout(t text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(t)';
  CREATE FUNCTION roll() RETURNS integer LANGUAGE sql AS 'SELECT 4';
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.seen := now(); RETURN NEW; END';
  CREATE TRIGGER touch_users BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
  CREATE POLICY own ON posts USING (user_id = 1);
`;

export function session(version = 16): Session {
  return {
    catalog: emptyCatalog(),
    place: { path: 'db/1.sql', line: 1, column: 1 },
    version,
    defaultSchema: 'public',
    searchPath: ['public'],
    fresh: new Set(),
    enumValuesOfTransaction: new Set(),
    typesOfTransaction: new Set(),
    temporaries: new Map(),
    settings: new Map(),
  };
}

/** Judges every statement of a text, in order; a text that does not parse is a mistake of the test. */
export function judgeAll(sql: string, using: Session): Judged[] {
  const parsed = parseStatements(sql);
  if (!('statements' in parsed)) throw new Error(`${parsed.failure.message}: ${sql}`);
  return parsed.statements.map(({ node }) => judgeStatement(node, using));
}

/** The history is over: what it made is there, and in use. */
export function afterwards(history: string, version = 16): Session {
  const using = session(version);
  judgeAll(history, using);
  for (const set of [using.fresh, using.typesOfTransaction, using.enumValuesOfTransaction]) set.clear();
  using.addedColumns?.clear();
  return using;
}

/** The last statement's judgement, after a history and the statements before it in the same file. */
export function judge(sql: string, { history = SCHEMA, version = 16 } = {}): Judged {
  const judged = judgeAll(sql, afterwards(history, version)).at(-1);
  if (!judged) throw new Error(`no statement: ${sql}`);
  return judged;
}

/** The catalog that a text leaves behind. */
export function replay(sql: string, version = 16): Catalog {
  const using = session(version);
  judgeAll(sql, using);
  return using.catalog;
}

const SHORT: Record<string, string> = {
  'ACCESS SHARE': 'AS',
  'ROW SHARE': 'RS',
  'ROW EXCLUSIVE': 'RX',
  'SHARE UPDATE EXCLUSIVE': 'SUX',
  SHARE: 'S',
  'SHARE ROW EXCLUSIVE': 'SRX',
  EXCLUSIVE: 'X',
  'ACCESS EXCLUSIVE': 'AX',
};

/** `adds users.nick | expand instant | add-column | users AX`. */
export function tell(effect: EffectDraft): string {
  const locks = effect.locks.map(({ object, mode }) => `${object} ${SHORT[mode] ?? mode}`).sort();
  const { kind, object, phase, load, operation } = effect;
  return `${kind} ${object} | ${phase} ${load} | ${operation} | ${locks.join(', ') || '-'}`;
}

/** A statement and its effects; `after` is run first, in the same file. */
export type Case = readonly [sql: string, ...effects: string[]];
