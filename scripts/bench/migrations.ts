/** Migrations as a service of some years has them, the same on every machine: about 1.5 kB and seven statements a file. */

/** Small and good enough to vary text; the same seed gives the same numbers everywhere. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const NOUNS =
  'account address batch campaign card cart contact coupon customer device document email event feature invite invoice job ledger line member message note offer order parcel payment plan price product profile project quote rate receipt refund report review role route session shipment site stock supplier task team ticket token user vendor visit wallet'.split(
    ' ',
  );
const TRAITS =
  'amount balance city code comment country currency description due_at email enabled external_id first_name kind language last_name locale metadata name note paid_at phone position quantity rank reference score source state street title total url weight zip'.split(
    ' ',
  );
const TYPES = [
  'text',
  'text',
  'bigint',
  'integer',
  'boolean',
  'timestamptz',
  'jsonb',
  'numeric(12,2)',
  'varchar(80)',
  'uuid',
];

interface Table {
  name: string;
  columns: string[];
}

interface Writer {
  pick: (below: number) => number;
  tables: Table[];
  count: number;
}

type Part = (writer: Writer) => string;

const any = <T>({ pick }: Writer, from: readonly T[]): T => {
  const found = from[pick(from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

const tableOf = (writer: Writer): Table => any(writer, writer.tables);

function newColumn(writer: Writer, table: Table): string {
  const name = `${any(writer, TRAITS)}_${table.columns.length}`;
  table.columns.push(name);
  return `${name} ${any(writer, TYPES)}`;
}

const createTable: Part = (writer) => {
  const table: Table = { name: `${any(writer, NOUNS)}_${++writer.count}`, columns: [] };
  const other = writer.tables.length > 0 ? tableOf(writer) : null;
  const columns = Array.from({ length: 4 + writer.pick(10) }, () => `  ${newColumn(writer, table)}`);
  const reference = other ? `,\n  ${other.name}_id bigint REFERENCES ${other.name} (id)` : '';
  writer.tables.push(table);
  return `CREATE TABLE ${table.name} (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n${columns.join(',\n')}${reference},\n  created_at timestamptz NOT NULL DEFAULT now(),\n  updated_at timestamptz NOT NULL DEFAULT now()\n);`;
};

const addColumn: Part = (writer) => {
  const table = tableOf(writer);
  return `ALTER TABLE ${table.name} ADD COLUMN ${newColumn(writer, table)};`;
};

const addColumns: Part = (writer) => {
  const table = tableOf(writer);
  return `ALTER TABLE ${table.name}\n  ADD COLUMN ${newColumn(writer, table)},\n  ADD COLUMN IF NOT EXISTS ${newColumn(writer, table)};`;
};

const dropColumn: Part = (writer) => {
  const table = tableOf(writer);
  return `ALTER TABLE ${table.name} DROP COLUMN IF EXISTS ${any(writer, table.columns)};`;
};

const createIndex: Part = (writer) => {
  const table = tableOf(writer);
  const [first, second] = [any(writer, table.columns), any(writer, table.columns)];
  const unique = writer.pick(5) === 0 ? 'UNIQUE ' : '';
  const how = writer.pick(2) === 0 ? 'CONCURRENTLY ' : '';
  return `CREATE ${unique}INDEX ${how}${table.name}_${++writer.count}_idx ON ${table.name} (${first}, ${second}) WHERE ${first} IS NOT NULL;`;
};

const addConstraint: Part = (writer) => {
  const table = tableOf(writer);
  const column = any(writer, table.columns);
  const name = `${table.name}_${++writer.count}_check`;
  return `ALTER TABLE ${table.name} ADD CONSTRAINT ${name} CHECK (${column} IS NOT NULL) NOT VALID;\nALTER TABLE ${table.name} VALIDATE CONSTRAINT ${name};`;
};

const setDefault: Part = (writer) => {
  const table = tableOf(writer);
  return `ALTER TABLE ${table.name} ALTER COLUMN ${any(writer, table.columns)} SET DEFAULT NULL;`;
};

const update: Part = (writer) => {
  const table = tableOf(writer);
  const [to, from] = [any(writer, table.columns), any(writer, table.columns)];
  return `UPDATE ${table.name}\nSET ${to} = ${from}\nWHERE id BETWEEN ${writer.pick(1e6)} AND ${1e6 + writer.pick(1e6)}\n  AND ${to} IS DISTINCT FROM ${from};`;
};

const insert: Part = (writer) => {
  const table = tableOf(writer);
  const column = any(writer, table.columns);
  const rows = Array.from(
    { length: 2 + writer.pick(12) },
    (_, row) => `  ('${any(writer, NOUNS)} ${row}, it''s')`,
  );
  return `INSERT INTO ${table.name} (${column}) VALUES\n${rows.join(',\n')}\nON CONFLICT DO NOTHING;`;
};

const createView: Part = (writer) => {
  const [one, two] = [tableOf(writer), tableOf(writer)];
  return `CREATE OR REPLACE VIEW ${one.name}_view_${++writer.count} AS\n  SELECT a.id, a.${any(writer, one.columns)} AS first, b.${any(writer, two.columns)} AS second, count(*) OVER () AS total\n  FROM ${one.name} a\n  LEFT JOIN ${two.name} b ON b.id = a.id\n  WHERE a.created_at > now() - interval '90 days';`;
};

const createFunction: Part = (writer) => {
  const table = tableOf(writer);
  const name = `touch_${table.name}_${++writer.count}`;
  return `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  -- kept up to date for the exporter\n  NEW.updated_at := now();\n  IF NEW.${any(writer, table.columns)} IS NULL THEN\n    RAISE NOTICE 'row % of ${table.name} has none', NEW.id;\n  END IF;\n  RETURN NEW;\nEND\n$$;\nCREATE TRIGGER ${name} BEFORE UPDATE ON ${table.name} FOR EACH ROW EXECUTE FUNCTION ${name}();`;
};

const comment: Part = (writer) => {
  const table = tableOf(writer);
  return `COMMENT ON COLUMN ${table.name}.${any(writer, table.columns)} IS 'As the ${any(writer, NOUNS)} says; see the ${any(writer, NOUNS)} service.';`;
};

const createType: Part = (writer) =>
  `CREATE TYPE ${any(writer, NOUNS)}_kind_${++writer.count} AS ENUM ('draft', 'open', 'paid', 'void');`;

const grant: Part = (writer) => `GRANT SELECT, INSERT, UPDATE ON ${tableOf(writer).name} TO app;`;

/** How often each is met: more often the more often it is here. */
const PARTS: Part[] = [
  createTable,
  createTable,
  addColumn,
  addColumn,
  addColumn,
  addColumns,
  dropColumn,
  createIndex,
  createIndex,
  createIndex,
  addConstraint,
  setDefault,
  update,
  insert,
  insert,
  createView,
  createFunction,
  comment,
  comment,
  createType,
  grant,
];

function header(writer: Writer, number: number): string {
  const nouns = Array.from({ length: 30 }, () => any(writer, NOUNS)).join(' ');
  return `-- Migration ${number}: what the ${nouns.slice(0, 90)} team asked for.\n-- ${nouns.slice(90, 190)}\nSET lock_timeout = '5s';\n`;
}

export interface MigrationSource {
  name: string;
  text: string;
}

/** `count` migrations in order, each after what those before it made. */
export function migrations(count: number, seed = 1): MigrationSource[] {
  const writer: Writer = { pick: numbers(seed), tables: [], count: 0 };
  return Array.from({ length: count }, (_, at) => {
    const number = at + 1;
    const parts = Array.from({ length: 5 + writer.pick(7) }, () => any(writer, PARTS));
    const text = [createTable, ...parts]
      .slice(writer.tables.length === 0 ? 0 : 1)
      .map((part) => part(writer))
      .join('\n\n');
    return {
      name: `${String(number).padStart(4, '0')}_${any(writer, NOUNS)}.sql`,
      text: `${header(writer, number)}\n${text}\n`,
    };
  });
}
