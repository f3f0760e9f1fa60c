/** Random queries over the labelled schema. */
import type { Random } from './random.ts';

interface Table {
  name: string;
  columns: string[];
}

/** Integer columns alone, so that any two of them fit together. */
export const TABLES: Table[] = [
  { name: 'a', columns: ['id', 'x', 'y', 'z'] },
  { name: 'b', columns: ['id', 'x', 'w', 'z'] },
  { name: 'c', columns: ['x', 'y', 'v'] },
  { name: 'd', columns: ['id', 'k', 'x'] },
  { name: 'base', columns: ['id', 'x'] },
  { name: 'child', columns: ['id', 'x', 'extra'] },
  { name: 'billing.a', columns: ['id', 'total'] },
  { name: 'va', columns: ['id', 'x', 'y', 'z'] },
  { name: 'vb', columns: ['one', 'two'] },
];

/** Something that can be named: its alias and its columns. */
export interface Source {
  alias: string;
  columns: string[];
}

/** Makes queries. */
export class QueryMaker {
  protected readonly random: Random;
  protected count = 0;

  constructor(random: Random) {
    this.random = random;
  }

  protected below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  protected pick<T>(from: readonly T[]): T {
    const one = from[this.below(from.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  protected chance(share: number): boolean {
    return this.random() < share;
  }

  protected alias(): string {
    this.count++;
    return this.chance(0.15) ? this.pick(['x', 'id', 'a', 'b']) : `t${this.count}`;
  }

  protected column(sources: Source[]): string {
    const source = this.pick(sources);
    const column = this.pick(source.columns);
    const roll = this.random();
    if (roll < 0.45) return `${source.alias}.${column}`;
    if (roll < 0.5) return `(${source.alias}).${column}`;
    return column;
  }

  protected expression(sources: Source[], depth: number): string {
    const roll = this.random();
    if (sources.length === 0) return String(this.below(9));
    if (roll < 0.55) return this.column(sources);
    if (roll < 0.65) return `${this.column(sources)} + ${this.column(sources)}`;
    if (roll < 0.7) return `CASE WHEN ${this.condition(sources, 0)} THEN ${this.column(sources)} ELSE 0 END`;
    if (roll < 0.75) return `coalesce(${this.column(sources)}, ${this.column(sources)})`;
    if (roll < 0.85 && depth > 0) return `(${this.scalar(depth - 1, sources)})`;
    return String(this.below(9));
  }

  protected scalar(depth: number, outer: Source[]): string {
    const { from, sources } = this.from(depth, outer);
    const value = this.expression([...sources, ...(this.chance(0.4) ? outer : [])], 0);
    return `SELECT max(${value}) FROM ${from} WHERE ${this.condition([...sources, ...outer], 0)}`;
  }

  protected condition(sources: Source[], depth: number): string {
    const roll = this.random();
    if (sources.length === 0) return 'true';
    if (roll < 0.2 && depth > 0) {
      const { from, sources: inner } = this.from(0, sources);
      const what = this.pick(['*', '1', this.column(inner)]);
      return `EXISTS (SELECT ${what} FROM ${from} WHERE ${this.condition([...inner, ...sources], 0)})`;
    }
    if (roll < 0.35 && depth > 0) {
      const { from, sources: inner } = this.from(0, sources);
      return `${this.column(sources)} IN (SELECT ${this.column(inner)} FROM ${from})`;
    }
    if (roll < 0.45) return `${this.column(sources)} IS NOT NULL OR ${this.column(sources)} = 3`;
    return `${this.column(sources)} ${this.pick(['=', '<', '<>'])} ${this.expression(sources, 0)}`;
  }

  protected table(): { text: string; source: Source } {
    const table = this.pick(TABLES);
    const alias = this.alias();
    if (this.chance(0.3)) {
      const own = table.name.slice(table.name.indexOf('.') + 1);
      return { text: table.name, source: { alias: own, columns: table.columns } };
    }
    if (this.chance(0.1)) {
      const given = table.columns.map((column, index) => (this.chance(0.5) ? column : `r${index}`));
      return { text: `${table.name} AS ${alias} (${given.join(', ')})`, source: { alias, columns: given } };
    }
    return { text: `${table.name} AS ${alias}`, source: { alias, columns: table.columns } };
  }

  protected item(depth: number, visible: Source[]): { text: string; source: Source } {
    const roll = this.random();
    if (depth > 0 && roll < 0.25) {
      const lateral = this.chance(0.3) && visible.length > 0;
      const { text, columns } = this.select(depth - 1, lateral ? visible : [], false);
      const alias = this.alias();
      return { text: `${lateral ? 'LATERAL ' : ''}(${text}) AS ${alias}`, source: { alias, columns } };
    }
    if (roll < 0.3) {
      const alias = this.alias();
      const top = visible.length > 0 && this.chance(0.6) ? this.column(visible) : '3';
      return { text: `generate_series(1, ${top}) AS ${alias}`, source: { alias, columns: [alias] } };
    }
    return this.table();
  }

  protected join(left: { text: string; sources: Source[] }, right: { text: string; source: Source }): string {
    const sources = [...left.sources, right.source];
    const shared = right.source.columns.filter((column) =>
      left.sources.some(({ columns }) => columns.includes(column)),
    );
    const kind = this.pick(['JOIN', 'JOIN', 'LEFT JOIN', 'FULL JOIN', 'RIGHT JOIN']);
    const roll = this.random();
    if (roll < 0.35 && shared.length > 0)
      return `${left.text} ${kind} ${right.text} USING (${this.pick(shared)})`;
    if (roll < 0.5) return `${left.text} NATURAL ${kind} ${right.text}`;
    if (roll < 0.6) return `${left.text} CROSS JOIN ${right.text}`;
    return `${left.text} ${kind} ${right.text} ON ${this.column(left.sources)} = ${this.column([right.source])} AND ${this.condition(sources, 0)}`;
  }

  protected from(depth: number, outer: Source[]): { from: string; sources: Source[] } {
    const first = this.item(depth, outer);
    let text = first.text;
    let sources = [first.source];
    for (let more = this.below(3); more > 0; more--) {
      const next = this.item(depth, sources);
      text = this.chance(0.3) ? `${text}, ${next.text}` : this.join({ text, sources }, next);
      sources = [...sources, next.source];
    }
    return { from: text, sources };
  }

  protected targets(
    sources: Source[],
    outer: Source[],
    depth: number,
    rows: boolean,
  ): { text: string; columns: string[] } {
    const texts: string[] = [];
    const columns: string[] = [];
    for (let more = 1 + this.below(3); more > 0; more--) {
      const roll = this.random();
      const source = this.pick(sources);
      if (roll < 0.08) {
        texts.push('*');
        columns.push(...sources.flatMap((one) => one.columns));
      } else if (roll < 0.16) {
        texts.push(this.chance(0.3) ? `(${source.alias}).*` : `${source.alias}.*`);
        columns.push(...source.columns);
      } else if (rows && roll < 0.22) {
        texts.push(
          this.pick([source.alias, `row_to_json(${source.alias})`, `count(${source.alias}.*) OVER ()`]),
        );
        columns.push('id');
      } else {
        const value = this.expression([...sources, ...(this.chance(0.2) ? outer : [])], depth);
        const name = this.chance(0.5) ? this.pick(['x', 'y', 'id', 'n']) : null;
        texts.push(name === null ? value : `${value} AS ${name}`);
        columns.push(name ?? /(\w+)\W*$/.exec(value)?.[1] ?? 'x');
      }
    }
    return { text: texts.join(', '), columns };
  }

  protected grouped(depth: number, outer: Source[]): { text: string; columns: string[] } {
    const { from, sources } = this.from(depth, outer);
    const key = this.column(sources);
    const name = this.pick(['x', 'y', 'z', 'n']);
    const by = this.pick([key, name, '1']);
    const having = this.chance(0.3) ? ` HAVING max(${this.column(sources)}) > 3` : '';
    const order = this.chance(0.3)
      ? ` ORDER BY ${this.pick([name, '1', `min(${this.column(sources)})`])}`
      : '';
    const where = this.chance(0.4) ? ` WHERE ${this.condition([...sources, ...outer], depth)}` : '';
    return {
      text: `SELECT ${key} AS ${name}, count(*) AS total FROM ${from}${where} GROUP BY ${by}${having}${order}`,
      columns: [name, 'total'],
    };
  }

  protected simple(depth: number, outer: Source[], rows: boolean): { text: string; columns: string[] } {
    const { from, sources } = this.from(depth, outer);
    const { text, columns } = this.targets(sources, outer, depth, rows);
    const where = this.chance(0.6) ? ` WHERE ${this.condition([...sources, ...outer], depth)}` : '';
    const order = this.chance(0.3)
      ? ` ORDER BY ${this.pick(['x', 'y', 'id', '1', this.column(sources)])}`
      : '';
    const head = this.chance(0.1)
      ? `SELECT DISTINCT ON (${this.pick(['x', 'id', this.column(sources)])})`
      : 'SELECT';
    const window = this.chance(0.1) ? ` WINDOW w AS (PARTITION BY ${this.column(sources)})` : '';
    return { text: `${head} ${text} FROM ${from}${where}${window}${order}`, columns };
  }

  /** `rows`: targets may be whole rows, whose column names nobody here keeps. */
  select(depth: number, outer: Source[], rows = true): { text: string; columns: string[] } {
    const roll = this.random();
    if (depth > 0 && roll < 0.1) {
      const sides = [this.simple(depth - 1, outer, false), this.simple(depth - 1, outer, false)];
      const text = sides
        .map((side) => `(${side.text})`)
        .join(this.pick([' UNION ', ' UNION ALL ', ' EXCEPT ']));
      return { text: `${text}${this.chance(0.3) ? ' ORDER BY 1' : ''}`, columns: sides[0]?.columns ?? [] };
    }
    if (depth > 0 && roll < 0.2) return this.withQuery(depth, outer);
    return roll < 0.35 ? this.grouped(depth, outer) : this.simple(depth, outer, rows);
  }

  protected withQuery(depth: number, outer: Source[]): { text: string; columns: string[] } {
    const query = this.select(depth - 1, outer, false);
    const name = this.pick(['a', 'q', 'd', 'x']);
    const { from, sources } = this.from(0, outer);
    const alias = `w${this.count++}`;
    const all = [...sources, { alias, columns: query.columns }];
    const { text, columns } = this.targets(all, outer, 0, false);
    return {
      text: `WITH ${name} AS (${query.text}) SELECT ${text} FROM ${from}, ${name} AS ${alias}`,
      columns,
    };
  }
}
