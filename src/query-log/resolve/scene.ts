/** What statements are read against: the schema, and what was left behind in their session. Shared by sessions in the same state. */
import { type ColumnOptions, type ColumnSchema, ColumnSession } from '../../sql/columns.ts';
import { ShapeTable } from '../shape-table.ts';
import type { Shape } from '../words.ts';
import type { Kept } from './session.ts';
import type { Step } from './steps.ts';

/** What is known of a shape within a scene. */
export interface Known {
  shape: Shape;
  /** What it leaves behind. */
  steps: readonly Step[];
}

/** Literals decide what texts of that shape touch: every one is its own shape. */
export const LITERALS_DECIDE = 'literals-decide';

/** A role whose name is a schema's is looked up in that schema first: `"$user"`. */
export interface Stage {
  schema: ColumnSchema;
  options: ColumnOptions;
  /** The role, where it is also a schema; null otherwise. */
  role: string | null;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function setup({ options, role }: Stage, kept: readonly Kept[], within: boolean): string[] {
  const begin = within || kept.some(({ local }) => local) ? ['BEGIN'] : [];
  if (role === null) return [...begin, ...kept.map(({ text }) => text)];
  const path = `SET search_path TO ${quote(role)}, ${quote(options.defaultSchema)}`;
  return [path, ...begin, ...kept.map(({ text }) => text.replace(/"?\$user"?/g, quote(role)))];
}

export class Scene {
  readonly stage: Stage;
  readonly kept: readonly Kept[];
  readonly known: ShapeTable<Known | typeof LITERALS_DECIDE>;
  /** Tells scenes apart in fingerprints; '': nothing was left behind. */
  readonly key: string;
  private shared: ColumnSession | null = null;

  constructor(stage: Stage, kept: readonly Kept[], key: string, most: number) {
    this.stage = stage;
    this.kept = kept;
    this.key = key;
    this.known = new ShapeTable(most);
  }

  /** For statements that leave nothing behind. */
  session(): ColumnSession {
    this.shared ??= this.freshSession(false);
    return this.shared;
  }

  /** Not used by anybody else. `within`: several statements sent as one are one transaction. */
  freshSession(within: boolean): ColumnSession {
    const session = new ColumnSession(this.stage.schema, this.stage.options);
    for (const text of setup(this.stage, this.kept, within)) session.read(text);
    return session;
  }
}
