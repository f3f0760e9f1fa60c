/**
 * Shapes of MySQL's and MariaDB's statements, resolved once each against the schema and the state of their session. Held
 * against MariaDB 10.11; for MySQL it is unverified.
 */
import { hash } from 'node:crypto';
import type { StatementColumns } from '../../sql/columns.ts';
import {
  MysqlColumnSession,
  type MysqlOptions,
  readMysqlSchema,
  SchemaIndex,
} from '../../sql/mysql/index.ts';
import { type MysqlShape, mysqlShape } from '../../sql/mysql/shape.ts';
import type { LookingResolver } from '../resolve.ts';
import type { KnownCatalog, Run, Shape, StatementKind } from '../words.ts';
import { kindOf } from './kinds.ts';
import { touchesOf } from './touches.ts';

const NO_SCHEMA = 'no schema is known: nobody can tell which tables its names are columns of';
const MOST_SHAPES = 50_000;
const MOST_SESSIONS = 10_000;
const LONGEST = 2000;
/** What the reader of columns says of what it could not read. */
const UNREAD =
  /^(?:a quote is not closed|a comment is not closed|a parenthesis|it begins in a way|it is nested|it could not be read)/;

export interface MysqlResolverOptions extends MysqlOptions {
  /** What the default database is called; default: what the schema says. */
  database?: string;
}

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

function numbered(text: string): string {
  let count = 0;
  return cut(text.replace(/(?<!@)\?/g, () => `$${++count}`));
}

/** As far as no literal can have begun. */
function startOf(text: string): string {
  const end = text.search(/['"\d]/);
  return `${cut((end < 0 ? text : text.slice(0, end)).replace(/\s+/g, ' ').trim())} …`.trim();
}

function kindOfMysql(text: string): StatementKind {
  const words = text.toLowerCase().replace(/`(?:[^`]|``)*`/g, 'name');
  if (/^replace\b/.test(words) || /^load\b/.test(words)) return 'insert';
  return kindOf(words.replace(/^set statement .*? for /, ''));
}

/** `catalog` null: nothing is known of the schema, so that whatever touches anything may touch everything. */
export class MysqlResolver implements LookingResolver {
  private readonly index: SchemaIndex;
  private readonly options: MysqlResolverOptions;
  private readonly blind: boolean;
  private readonly incomplete: boolean;
  private readonly shapes = new Map<string, Shape>();
  /** Those that changed something; the others are all alike. */
  private readonly sessions = new Map<string, MysqlColumnSession>();

  constructor(catalog: Pick<KnownCatalog, 'ddl'> | null, options: MysqlResolverOptions = {}) {
    const { schema, problems } = readMysqlSchema(catalog?.ddl ?? '', options.database ?? null);
    this.index = new SchemaIndex(schema);
    this.options = options;
    this.blind = catalog === null;
    this.incomplete = problems.length > 0;
  }

  take(run: Run): Shape {
    const known = run.session === null ? undefined : this.sessions.get(run.session);
    const { ansiQuotes = null } = this.options;
    const shape = mysqlShape(run.text, known ? known.quotes : ansiQuotes);
    const scene = `${run.defaultSchema ?? ''}\0${known?.state ?? ''}`;
    const key = `${shape?.key ?? run.text}\0${scene}`;
    if (shape?.stateful && run.session !== null)
      return this.makeIn(this.open(run.session), run, shape, scene);
    const made = this.shapes.get(key);
    if (made) return made;
    const session = known ?? new MysqlColumnSession(this.index, this.options);
    const shapeOfRun = this.makeIn(session, run, shape, scene);
    if (this.shapes.size >= MOST_SHAPES) this.shapes.clear();
    this.shapes.set(key, shapeOfRun);
    return shapeOfRun;
  }

  /** Nothing is remembered of its session, nor known of it. */
  look(run: Run): Shape {
    return this.take({ ...run, session: null });
  }

  /** Of a session that is forgotten its temporary tables are unknown, and so may be anything. */
  private open(name: string): MysqlColumnSession {
    const known = this.sessions.get(name);
    if (known) return known;
    const [oldest] = this.sessions.keys();
    if (this.sessions.size >= MOST_SESSIONS && oldest !== undefined) this.sessions.delete(oldest);
    const made = new MysqlColumnSession(this.index, this.options);
    this.sessions.set(name, made);
    return made;
  }

  private makeIn(session: MysqlColumnSession, run: Run, shape: MysqlShape | null, scene: string): Shape {
    if (run.defaultSchema !== undefined) session.use(run.defaultSchema);
    const statements = session.read(run.text);
    const text = shape?.text ?? run.text;
    const fingerprint = hash('sha1', `${shape && !shape.stateful ? shape.key : text}\0${scene}`, 'hex').slice(
      0,
      16,
    );
    return this.shapeOf(
      statements,
      fingerprint,
      shape ? numbered(text) : startOf(run.text),
      kindOfMysql(text),
    );
  }

  private shapeOf(
    statements: StatementColumns[],
    fingerprint: string,
    text: string,
    kind: StatementKind,
  ): Shape {
    const blind =
      this.blind &&
      statements.some((one) => one.everything || /\b(?:from|into|update|table|call)\b/i.test(one.statement));
    const everything = blind || statements.some((one) => one.everything);
    const told = statements.find((one) => one.problem !== null)?.problem ?? null;
    const problem = blind ? NO_SCHEMA : told;
    const unparsed = told !== null && UNREAD.test(told);
    const touches = touchesOf(statements, this.blind || this.incomplete);
    return { fingerprint, text, kind, touches, everything, problem, unparsed };
  }
}
