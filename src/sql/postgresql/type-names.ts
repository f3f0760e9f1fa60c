/** Type names as PostgreSQL prints them (`format_type`), so that one type has one text. */
import type { Node, TypeName } from 'libpg-query';
import type { ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { constantOf, strings } from './ast.ts';
import { nameOf, sqlName } from './identify.ts';
import type { Session } from './session.ts';

const ALIASES: Record<string, string> = {
  int2: 'smallint',
  int4: 'integer',
  int: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  varchar: 'character varying',
  varbit: 'bit varying',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
  decimal: 'numeric',
  char: '"char"',
  serial: 'integer',
  serial4: 'integer',
  bigserial: 'bigint',
  serial8: 'bigint',
  smallserial: 'smallint',
  serial2: 'smallint',
};

/** Types of the engine itself and of widely used extensions: none of them is a domain of the user's. */
const BUILT_IN = new Set(
  `smallint integer bigint real numeric boolean text character bit date interval json jsonb uuid bytea xml inet cidr macaddr
  macaddr8 money oid name point line lseg box path polygon circle tsvector tsquery int4range int8range numrange tsrange
  tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange pg_lsn
  regclass regproc regtype regrole regnamespace regconfig jsonpath txid_snapshot pg_snapshot xid xid8 cid tid void trigger
  record citext hstore geometry geography vector halfvec sparsevec ltree cube isbn`.split(/\s+/),
);

const SERIALS = new Set(['serial', 'serial4', 'bigserial', 'serial8', 'smallserial', 'serial2']);

/** `serial` and its kin: an integer with a sequence of its own. */
export function isSerial(type: TypeName | undefined): boolean {
  const names = strings(type?.names);
  return names.length === 1 && SERIALS.has(names[0] ?? '');
}

const INTERVAL_FIELDS: Record<number, string> = {
  4: 'year',
  2: 'month',
  8: 'day',
  1024: 'hour',
  2048: 'minute',
  4096: 'second',
  6: 'year to month',
  1032: 'day to hour',
  3080: 'day to minute',
  7176: 'day to second',
  3072: 'hour to minute',
  7168: 'hour to second',
  6144: 'minute to second',
};

function intervalText(modifiers: string[]): string {
  const fields = INTERVAL_FIELDS[Number(modifiers[0])];
  const precision = modifiers[1] === undefined ? '' : `(${modifiers[1]})`;
  return `interval${fields === undefined ? '' : ` ${fields}`}${precision}`;
}

function withModifiers(base: string, modifiers: string[]): string {
  if (base === 'interval') return intervalText(modifiers);
  if (modifiers.length === 0) return base;
  if (base === 'bpchar') return `character(${modifiers.join(',')})`;
  const values = base === 'numeric' && modifiers.length === 1 ? [modifiers[0], '0'] : modifiers;
  const space = /^(?:time|timestamp)(?= )/.exec(base);
  if (!space) return `${base}(${values.join(',')})`;
  return `${space[0]}(${values.join(',')})${base.slice(space[0].length)}`;
}

function baseOf(names: string[], session: Session): string {
  const own = names.at(-1) ?? '';
  const builtIn = names.length === 1 || names[0] === 'pg_catalog';
  if (builtIn) {
    const alias =
      own === 'char' && names.length === 1
        ? '"char"'
        : Object.hasOwn(ALIASES, own)
          ? ALIASES[own]
          : undefined;
    if (alias !== undefined) return alias;
    if (names.length > 1 || BUILT_IN.has(own)) return own;
  }
  return sqlName(nameOf(session, 'type', names));
}

const modifiersOf = (nodes: Node[] | undefined): string[] =>
  (nodes ?? []).map((node) => constantOf(node) ?? '');

/**
 * Canonical text with modifiers, e.g. `character varying(40)`, `numeric(10,2)`, `timestamp(3) with time zone`, `mood`,
 * `integer[]`. A user's type is named as the catalog names it, without `type:`.
 */
export function typeText(type: TypeName | undefined, session: Session): string {
  if (!type) return 'unknown';
  if (type.pct_type) return 'unknown';
  const names = strings(type.names);
  const own = names.at(-1) ?? '';
  const array = (type.arrayBounds?.length ?? 0) > 0;
  if (names.length > 1 && own.startsWith('_') && !array) return `${baseOf([own.slice(1)], session)}[]`;
  const text = withModifiers(baseOf(names, session), modifiersOf(type.typmods));
  return array ? `${text}[]` : text;
}

/** The type's name in the catalog where it is a user's: `type:mood` for `mood[]`. */
export function userTypeOf(text: string, session: Session): ObjectName | undefined {
  const bare = text.replace(/\[\]$/, '').replace(/\([^)]*\)$/, '');
  const name = `type:${bare}`;
  return lookup(session.catalog.types, name) ? name : undefined;
}

/** A domain that holds values to a rule: adding a column of it writes the table anew. */
export function isConstrainedDomain(text: string, session: Session): boolean {
  const name = userTypeOf(text, session);
  return (
    name !== undefined && !text.endsWith('[]') && lookup(session.catalog.types, name)?.constrained === true
  );
}
