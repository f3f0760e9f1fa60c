/** What reading one run of migrations carries from statement to statement, and what judging one statement gives back. */
import type { Catalog, Effect, ObjectName, Place, Statement } from '../../model.ts';

/** Everything that a statement may be judged by. Changed by each statement, in order; owned by one call of `readMigrations`. */
/**
 * What a row holds in a column that it leaves out; `held`: NULL, and a rule that was added counts on it; `older`: a column of
 * that name was there before, so that code which is live may write it.
 */
export type AddedColumn = 'null' | 'held' | 'default' | 'older';

export interface Session {
  /** A working copy: judging a statement also applies it here. */
  catalog: Catalog;
  /** Where the statement that is judged begins: what it makes was added there. */
  place: Place;
  version: number;
  defaultSchema: string;
  /** Schemas that unqualified names are looked up in; creation goes to the first. */
  searchPath: string[];
  /** Files of the history that the proposal takes away: what they made may be made again. */
  gone?: ReadonlySet<string>;
  /** Tables and other carriers made since the call began (not by IF NOT EXISTS over one that exists). */
  fresh: Set<ObjectName>;
  /** Columns added to tables since the call began, and what a row holds there that leaves them out. */
  addedColumns?: Map<ObjectName, AddedColumn>;
  /** Enum values added, and types made, in the transaction that is open; emptied when it ends. */
  enumValuesOfTransaction: Set<ObjectName>;
  typesOfTransaction: Set<ObjectName>;
  /** What the open transaction dropped and may make again, with the columns that each had; emptied when it ends. */
  droppedOfTransaction?: Map<ObjectName, readonly string[]>;
  /** Who names which object, while statements only take away; see `mentioning`. */
  mentions?: Map<string, Map<ObjectName, Set<ObjectName>>>;
  /** What is temporary in this session; true: it is gone when the transaction ends. */
  temporaries?: Map<ObjectName, boolean>;
  /** Role names, settings and the like that judging may want to remember. */
  settings: Map<string, string>;
}

/** An effect before it has a place in a file. */
export type EffectDraft = Omit<Effect, 'path' | 'line' | 'column' | 'statement'>;

/** What one statement comes to. */
export interface Judged
  extends Pick<
    Statement,
    'forbidsTransaction' | 'rows' | 'hidesInvalidIndex' | 'uncommittedEnumValues' | 'disablesTriggers'
  > {
  effects: EffectDraft[];
  /** What it made again, and the same transaction had dropped. */
  replaced?: ObjectName[];
}
