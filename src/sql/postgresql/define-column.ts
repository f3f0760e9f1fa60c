/** Column definitions: what they say of the column, and the constraints that they carry. */
import type { ColumnDef, Constraint, Node } from 'libpg-query';
import type { CatalogColumn, ObjectName } from '../../model.ts';
import { store } from '../catalog.ts';
import { all, as, constantOf, strings, walk, withoutCasts } from './ast.ts';
import { columnsIn } from './columns-in.ts';
import { sequenceName } from './generated-names.ts';
import { columnName, findRelation } from './identify.ts';
import { ensureTable, newColumn } from './known-table.ts';
import type { Session } from './session.ts';
import { isSerial, typeText } from './type-names.ts';
import { calledFunctions } from './volatility.ts';

export interface NewColumn {
  name: string;
  entry: CatalogColumn;
  /** The default as it is written; undefined where there is none, or NULL. */
  default: Node | undefined;
  /** A default is written, be it NULL: with it, a foreign key is checked for the rows that are there. */
  saysDefault: boolean;
  /** Numbers of its own. */
  numbered: 'serial' | 'identity' | null;
  generated: 'stored' | 'virtual' | null;
  /** CHECK, key, REFERENCES, and from PostgreSQL 18 NOT NULL. */
  constraints: Constraint[];
}

const CARRIED = new Set([
  'CONSTR_CHECK',
  'CONSTR_PRIMARY',
  'CONSTR_UNIQUE',
  'CONSTR_FOREIGN',
  'CONSTR_EXCLUSION',
]);

/** Functions of the catalog and sequences that a default calls. */
export function defaultUses(session: Session, expression: Node | undefined): ObjectName[] {
  const uses = calledFunctions(session, expression);
  walk({ expression }, (kind, inner) => {
    if (kind !== 'FuncCall') return true;
    const call = inner as { funcname?: Node[]; args?: Node[] };
    const sequence = constantOf(withoutCasts(call.args?.[0]));
    if (strings(call.funcname).at(-1) === 'nextval' && sequence !== undefined)
      uses.push(sequenceNamed(session, sequence));
    return true;
  });
  return uses;
}

/** The sequence that a text such as `'public.users_id_seq'` names. */
export function sequenceNamed(session: Session, text: string): ObjectName {
  const path = [...text.matchAll(/"((?:[^"]|"")+)"|([^."]+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '').trim().toLowerCase() : quoted.replaceAll('""', '"'),
  );
  const schemaname = path.at(-2);
  const range = { relname: path.at(-1) ?? '', ...(schemaname !== undefined && { schemaname }) };
  return findRelation(session, range, 'sequence').name;
}

function defaultOf(constraints: Constraint[]): Node | undefined {
  const expression = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr;
  return isNull(expression) ? undefined : expression;
}

/** `NULL`, with or without casts: no default at all. */
export function isNull(expression: Node | undefined): boolean {
  return expression === undefined || as(withoutCasts(expression), 'A_Const')?.isnull === true;
}

/** `generated_kind` is new in PostgreSQL 18, where a column that does not say is virtual; before it was always stored. */
function generatedAs(constraint: Constraint | undefined, version: number): NewColumn['generated'] {
  if (!constraint) return null;
  return constraint.generated_kind === 'v' && version >= 18 ? 'virtual' : 'stored';
}

function isNotNull(constraints: Constraint[], numbered: NewColumn['numbered']): boolean {
  return (
    numbered !== null ||
    constraints.some(({ contype }) => contype === 'CONSTR_NOTNULL' || contype === 'CONSTR_PRIMARY')
  );
}

/** `NOT ENFORCED` is a node of its own, behind the constraint that it is said of. */
function carried(constraints: Constraint[]): Constraint[] {
  const kept: Constraint[] = [];
  for (const constraint of constraints) {
    const last = kept.at(-1);
    if (CARRIED.has(constraint.contype ?? '')) kept.push(constraint);
    else if (constraint.contype === 'CONSTR_ATTR_NOT_ENFORCED' && last) {
      kept[kept.length - 1] = { ...last, is_enforced: false };
    }
  }
  return kept;
}

/** Reads a column's definition. */
export function readColumn(session: Session, definition: ColumnDef): NewColumn {
  const constraints = all(definition.constraints, 'Constraint');
  const has = (type: string): Constraint | undefined => constraints.find(({ contype }) => contype === type);
  const generation = has('CONSTR_GENERATED');
  const numbered = isSerial(definition.typeName) ? 'serial' : has('CONSTR_IDENTITY') ? 'identity' : null;
  const expression = defaultOf(constraints);
  const uses = defaultUses(session, expression);
  const generated = generatedAs(generation, session.version);
  const entry = newColumn(session, typeText(definition.typeName, session), {
    notNull: isNotNull(constraints, numbered),
    defaulted: expression !== undefined || numbered !== null || generation !== undefined,
    generatedFrom: generation ? columnsIn(generation.raw_expr) : [],
    ...(uses.length > 0 && { defaultUses: uses }),
    ...(generated && { generated }),
  });
  return {
    name: definition.colname ?? '',
    entry,
    default: expression,
    saysDefault: has('CONSTR_DEFAULT') !== undefined,
    numbered,
    generated,
    constraints: carried(constraints),
  };
}

/** Puts a column into the catalog, with the sequence that a serial or identity column has. */
export function applyColumn(session: Session, table: ObjectName, column: NewColumn): void {
  const entry = { ...column.entry };
  if (column.numbered) {
    const sequence = sequenceName(session, table, column.name);
    store(session.catalog.sequences, sequence, { ownedBy: columnName(table, column.name) });
    if (column.numbered === 'serial') entry.defaultUses = [...(entry.defaultUses ?? []), sequence];
  }
  store(ensureTable(session, table).columns, column.name, entry);
}
