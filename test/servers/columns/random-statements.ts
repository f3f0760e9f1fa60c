/** Random statements over the labelled schema. Many are refused by the server: those do not count. */
import type { Random } from './random.ts';
import { QueryMaker, type Source, TABLES } from './random-queries.ts';

const WRITABLE = TABLES.slice(0, 4);

class StatementMaker extends QueryMaker {
  private returning(sources: Source[]): string {
    if (this.chance(0.5)) return '';
    return ` RETURNING ${this.pick(['*', this.column(sources), `${sources[0]?.alias}.*`])}`;
  }

  private insert(): string {
    const table = this.pick(WRITABLE);
    const width = 1 + this.below(table.columns.length);
    const listed = this.chance(0.6);
    const columns = table.columns.slice(0, width);
    const head = `INSERT INTO ${table.name}${listed ? ` (${columns.join(', ')})` : ''}`;
    const values = this.chance(0.5)
      ? `VALUES (${columns.map(() => this.pick(['1', 'DEFAULT', `(${this.scalar(0, [])})`])).join(', ')})`
      : this.fill(width);
    const key = table.columns[0] ?? 'id';
    const target = this.pick(table.columns);
    const conflict =
      this.chance(0.3) && key === 'id'
        ? ` ON CONFLICT (id) DO UPDATE SET ${target} = excluded.${this.pick(table.columns)} + ${table.name}.${this.pick(table.columns)}`
        : '';
    return `${head} ${values}${conflict}${this.returning([{ alias: table.name, columns: table.columns }])}`;
  }

  private fill(width: number): string {
    const { from, sources } = this.from(1, []);
    const values = Array.from({ length: width }, () => this.expression(sources, 1));
    return `SELECT ${values.join(', ')} FROM ${from}`;
  }

  private update(): string {
    const table = this.pick(WRITABLE);
    const target = { alias: this.chance(0.5) ? 'target' : table.name, columns: table.columns };
    const as = target.alias === table.name ? '' : ` AS ${target.alias}`;
    const { from, sources } = this.from(1, []);
    const joined = this.chance(0.5);
    const all = joined ? [target, ...sources] : [target];
    const set = this.chance(0.7)
      ? `${this.pick(table.columns)} = ${this.expression(all, 1)}`
      : `(${table.columns.slice(0, 2).join(', ')}) = (SELECT ${this.column(sources)}, ${this.expression(all, 0)} FROM ${from})`;
    return `UPDATE ${table.name}${as} SET ${set}${joined ? ` FROM ${from}` : ''} WHERE ${this.condition(all, 1)}${this.returning(all)}`;
  }

  private remove(): string {
    const table = this.pick(WRITABLE);
    const target = { alias: 'target', columns: table.columns };
    const { from, sources } = this.from(1, []);
    const joined = this.chance(0.5);
    const all = joined ? [target, ...sources] : [target];
    return `DELETE FROM ${table.name} target${joined ? ` USING ${from}` : ''} WHERE ${this.condition(all, 1)}${this.returning(all)}`;
  }

  private merge(): string {
    const table = this.pick(WRITABLE);
    const target = { alias: 'target', columns: table.columns };
    const source = this.item(1, []);
    const all = [target, source.source];
    const column = this.pick(table.columns);
    const condition = this.chance(0.4) ? ` AND ${this.condition(all, 0)}` : '';
    const values = table.columns.map(() => this.expression([source.source], 0));
    const listed = this.chance(0.5) ? ` (${table.columns.join(', ')})` : '';
    return `MERGE INTO ${table.name} target USING ${source.text} ON ${this.condition(all, 0)}
      WHEN MATCHED${condition} THEN UPDATE SET ${column} = ${this.expression(all, 0)}
      WHEN NOT MATCHED THEN INSERT${listed} VALUES (${values.join(', ')})`;
  }

  private writingWith(): string {
    const inner = this.pick([() => this.insert(), () => this.update(), () => this.remove()])();
    return `WITH changed AS (${inner}) ${this.select(1, []).text}`;
  }

  statement(): string {
    this.count = 0;
    const roll = this.random();
    if (roll < 0.62) return this.select(2, []).text;
    if (roll < 0.72) return this.insert();
    if (roll < 0.82) return this.update();
    if (roll < 0.89) return this.remove();
    return roll < 0.95 ? this.merge() : this.writingWith();
  }
}

export function randomStatements(random: Random, count: number): string[] {
  const maker = new StatementMaker(random);
  return Array.from({ length: count }, () => maker.statement());
}
