/** What is asked of every server: a schema, then one statement whose locks, load, refusal and resulting catalog are measured. */

export interface Case {
  id: string;
  /** Runs after the base schema, committed. */
  setup?: string;
  statement: string;
  /** First and last major version that knows the statement. */
  from?: number;
  to?: number;
  /** The server must answer with this SQLSTATE (inside a transaction, the statement cannot be measured further). */
  refused?: string;
  /** Where Lanekeeper tells more than the server does, on purpose: part -> why. Nothing else may differ. */
  differs?: Partial<Record<'load' | 'locks' | 'catalog', string>>;
  /** Dependents are told though the server (up to this version) does not refuse for them: why. */
  tellsMore?: { why: string; to?: number };
}

/** Two tables with rows, one column of each type whose change is interesting. */
export const baseSchema = `
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE accounts (id integer PRIMARY KEY, label text);
CREATE TABLE users (
  id integer PRIMARY KEY,
  name text,
  email character varying(40),
  age integer,
  score numeric(10,2),
  made timestamp(3) without time zone,
  seen timestamp with time zone,
  bits bit varying(8),
  net cidr,
  doc json,
  feeling mood,
  account_id integer
);
INSERT INTO accounts SELECT g, 'a' || g FROM generate_series(1, 5) g;
INSERT INTO users (id, name, email, age, score, account_id)
  SELECT g, 'n' || g, 'e' || g, g, g, 1 FROM generate_series(1, 20) g;
`;

/** Short form for statements that need nothing beside the base schema, or the one schema that they share. */
export function casesOf(
  area: string,
  setup: string,
  statements: Record<string, string | Omit<Case, 'id'>>,
): Case[] {
  return Object.entries(statements).map(([name, given]) => {
    const id = `${area}/${name}`;
    if (typeof given === 'string') return { id, setup, statement: given };
    return { ...given, id, setup: `${setup}${given.setup ?? ''}` };
  });
}
