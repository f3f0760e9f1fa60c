/** Scenes by what makes them, the latest few hundred. */
import type { ColumnOptions, ColumnSchema } from '../../sql/columns.ts';
import { Scene } from './scene.ts';
import { type Kept, LOST } from './session.ts';

const MOST_SCENES = 300;
/** Shapes of a scene in which something was left behind; the one of all others may have more. */
const MOST_SHAPES = { shared: 20_000, own: 2_000 };

const NOTHING: readonly Kept[] = [];

const keyOf = (kept: readonly Kept[], role: string | null): string =>
  [role === null ? '' : `role ${role}`, ...kept.map(({ text, local }) => `${local}${text}`)].join('\0');

export class Scenes {
  private readonly schema: ColumnSchema;
  private readonly options: ColumnOptions;
  private readonly roles: ReadonlySet<string>;
  private readonly scenes = new Map<string, Scene>();
  /** Where most statements are: no role with a schema of its own, nothing left behind. */
  private readonly common: Scene;
  /** Where statements are whose session had begun before anybody looked: as many as all, after a restart. */
  private readonly unknown: Scene;

  constructor(schema: ColumnSchema, options: ColumnOptions) {
    this.schema = schema;
    this.options = options;
    const { schemas } = schema.catalog;
    this.roles = new Set(schemas.filter((name) => name !== options.defaultSchema));
    this.common = this.make(NOTHING, null, '');
    this.unknown = this.make(LOST, null, keyOf(LOST, null), MOST_SHAPES.shared);
  }

  /** `kept`: the same array means the same state. */
  sceneOf(kept: readonly Kept[] | undefined, user: string): Scene {
    if (!kept || kept.length === 0) {
      if (this.roles.size === 0 || !this.roles.has(user)) return this.common;
      return this.find(NOTHING, user);
    }
    const role = this.roleOf(kept, user);
    return kept === LOST && role === null ? this.unknown : this.find(kept, role);
  }

  private roleOf(kept: readonly Kept[], user: string): string | null {
    const set = kept.findLast(({ group }) => group === 'set role')?.text;
    const written =
      set === undefined
        ? user
        : (/(?:role|authorization)\s+(?:to\s+|=\s*)?["']?([^"';\s]+)/i.exec(set)?.[1] ?? '');
    return this.roles.has(written) ? written : null;
  }

  private find(kept: readonly Kept[], role: string | null): Scene {
    const key = keyOf(kept, role);
    const found = this.scenes.get(key);
    if (found) return found;
    if (this.scenes.size >= MOST_SCENES) this.scenes.clear();
    const scene = this.make(kept, role, key);
    this.scenes.set(key, scene);
    return scene;
  }

  private make(
    kept: readonly Kept[],
    role: string | null,
    key: string,
    most = key === '' ? MOST_SHAPES.shared : MOST_SHAPES.own,
  ): Scene {
    const { schema, options } = this;
    return new Scene({ schema, options, role }, kept, key, most);
  }
}
