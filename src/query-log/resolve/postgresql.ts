/** Shapes of PostgreSQL's statements, resolved once each against the schema and the state of their session. */
import { emptyCatalog } from '../../sql/catalog.ts';
import { type ColumnSchema, readColumnSchema, type StatementColumns } from '../../sql/columns.ts';
import { prepareSql } from '../../sql/index.ts';
import { noDefinitions } from '../../sql/postgresql/columns/bodies.ts';
import type { Resolver } from '../resolve.ts';
import { Folder, VERBATIM } from '../shape.ts';
import type { KnownCatalog, Run, Shape } from '../words.ts';
import { isFoldable, kindOf, leavesNothing } from './kinds.ts';
import { SessionMemory } from './memory.ts';
import { type Known, LITERALS_DECIDE, type Scene } from './scene.ts';
import { Scenes } from './scenes.ts';
import type { SessionState } from './session.ts';
import { fingerprintOf, showShape, showStart, textOfShape } from './shape-text.ts';
import { type Step, stepsOf } from './steps.ts';
import { touchesOf } from './touches.ts';

export interface PostgresqlOptions {
  /** Major version. Default: the newest that is known. */
  version?: number;
  /** Default: `public`. */
  defaultSchema?: string;
}

const NEWEST = 18;
const NO_SCHEMA = 'no schema is known: nobody can tell which tables its names are columns of';
/** `count(*)` of a table reads no column, and names it all the same. */
const NAMES_SOMETHING =
  /\b(?:from|join|into|update|table|using|copy|call|do|lock|truncate|refresh|execute|fetch)\b/;
const NOTHING: readonly Step[] = [];
/** What the reader of columns says of what it could not read. */
const UNREAD = /^it (?:cannot be read|is nested too deeply)/;

/** Loads the parser; before the first resolver is made. */
export const prepareResolver = (): Promise<void> => prepareSql('postgresql');

function unknownSchema(): ColumnSchema {
  return { catalog: { ...emptyCatalog(), incomplete: true }, definitions: noDefinitions() };
}

const isNothing = ({ reads, writes, unresolved, relations }: StatementColumns): boolean =>
  reads.length + writes.length + unresolved.length + relations.reads.length + relations.writes.length === 0;

/** `catalog` null: nothing is known of the schema, so that whatever touches anything may touch everything. */
export class PostgresqlResolver implements Resolver {
  private readonly folder = new Folder();
  private readonly memory = new SessionMemory();
  private readonly scenes: Scenes;
  private readonly hasSchema: boolean;
  private readonly recent: ({ text: string; scene: Scene; known: Known } | undefined)[] = new Array(1024);

  constructor(
    catalog: Pick<KnownCatalog, 'ddl'> | null,
    options: PostgresqlOptions = {},
    read?: ColumnSchema,
  ) {
    const { version = NEWEST, defaultSchema = 'public' } = options;
    const schema =
      read ?? (catalog ? readColumnSchema(catalog.ddl, { version, defaultSchema }) : unknownSchema());
    this.hasSchema = catalog !== null || read !== undefined;
    this.scenes = new Scenes(schema, { version, defaultSchema });
  }

  take(run: Run): Shape {
    const state = run.session === null ? undefined : this.memory.find(run.session);
    const scene = this.scenes.sceneOf(state?.kept, run.user);
    const known = this.know(run.text, scene);
    if (state && run.failed) state.fail();
    if (known.steps.length > 0 && !run.failed && run.prepared !== true && run.session !== null)
      this.follow(run.session, known.steps, state);
    return known.shape;
  }

  private follow(session: string, steps: readonly Step[], known: SessionState | undefined): void {
    const ends = steps.every((step) => step.do !== 'keep' && step.do !== 'begin');
    if (!known && ends) return;
    const state = known ?? this.memory.open(session);
    for (const step of steps) state.take(step);
    this.memory.release(session, state);
  }

  private know(text: string, scene: Scene): Known {
    const { length } = text;
    const mixed =
      length * 31 +
      text.charCodeAt(length >> 1) * 7 +
      text.charCodeAt(length >> 2) * 131 +
      text.charCodeAt(length - 1);
    const slot = length === 0 ? 0 : mixed & 1023;
    const recent = this.recent[slot];
    if (recent && recent.scene === scene && recent.text === text) return recent.known;
    const known = this.lookUp(text, scene);
    // Only what can come again to the letter; a copy, for the text may be a slice of a large piece of a log.
    if (this.folder.literals === 0 && length < 4096)
      this.recent[slot] = { text: Buffer.from(text).toString(), scene, known };
    return known;
  }

  private lookUp(text: string, scene: Scene): Known {
    const { folder } = this;
    const isFolded = folder.fold(text);
    const known = scene.known.get(folder);
    if (known && known !== LITERALS_DECIDE) return known;
    if (!isFolded)
      return this.meetVerbatim(text, scene, showStart(text), textOfShape(folder).slice(1).toLowerCase());
    const shape = textOfShape(folder);
    if (!known && isFoldable(shape)) {
      const met = this.meet(text, scene, shape, showShape(shape), shape, NOTHING);
      // What could not be read says nothing of other texts of that shape.
      if (!met.shape.unparsed) {
        scene.known.set(folder, met);
        return met;
      }
    }
    if (!known) scene.known.set(folder, LITERALS_DECIDE);
    return this.knowVerbatim(text, scene, shape);
  }

  private knowVerbatim(text: string, scene: Scene, shape: string): Known {
    this.folder.unfold();
    const known = scene.known.get(this.folder);
    if (known && known !== LITERALS_DECIDE) return known;
    return this.meetVerbatim(text, scene, showShape(shape), shape);
  }

  /** `words`: lower case, as far as can be told without comments and literals. */
  private meetVerbatim(text: string, scene: Scene, shown: string, words: string): Known {
    const key = `${String.fromCharCode(VERBATIM)}${text.trim()}`;
    const met = this.meet(text, scene, key, shown, words, stepsOf(words, text));
    this.folder.unfold();
    scene.known.set(this.folder, met);
    return met;
  }

  private meet(
    text: string,
    scene: Scene,
    key: string,
    shown: string,
    words: string,
    steps: readonly Step[],
  ): Known {
    const several = words.includes(';');
    const plain = !several && steps.length === 0 && (isFoldable(words) || leavesNothing(words));
    const session = plain ? scene.session() : scene.freshSession(several);
    const statements = session.read(text.replace(/[;\s]+$/, ''));
    const left = several
      ? statements.flatMap(({ statement }) => stepsOf(this.wordsOf(statement), statement))
      : steps;
    return { shape: this.shapeOf(statements, fingerprintOf(key, scene.key), shown, words), steps: left };
  }

  private wordsOf(statement: string): string {
    const folder = new Folder();
    return folder.fold(statement) ? textOfShape(folder) : statement.toLowerCase();
  }

  private shapeOf(statements: StatementColumns[], fingerprint: string, text: string, words: string): Shape {
    const blind = !this.hasSchema && (NAMES_SOMETHING.test(words) || !statements.every(isNothing));
    const problem = statements.find((one) => one.problem !== null)?.problem ?? (blind ? NO_SCHEMA : null);
    return {
      fingerprint,
      text,
      kind: kindOf(words),
      touches: touchesOf(statements, !this.hasSchema),
      everything: blind || statements.some(({ everything }) => everything),
      problem,
      unparsed: problem !== null && UNREAD.test(problem),
    };
  }
}
