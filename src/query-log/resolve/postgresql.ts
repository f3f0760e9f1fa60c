/** Shapes of PostgreSQL's statements, resolved once each against the schema and the state of their session. */

import { parseObject } from '../../names.ts';
import { emptyCatalog } from '../../sql/catalog.ts';
import { type ColumnSchema, readColumnSchema, type StatementColumns } from '../../sql/columns.ts';
import { prepareSql } from '../../sql/index.ts';
import { noDefinitions } from '../../sql/postgresql/columns/bodies.ts';
import type { LookingResolver } from '../resolve.ts';
import { Folder, VERBATIM } from '../shape.ts';
import type { KnownCatalog, Run, Shape } from '../words.ts';
import { isFoldable, kindOf, leavesNothing } from './kinds.ts';
import { SessionMemory } from './memory.ts';
import { type Known, LITERALS_DECIDE, type Scene } from './scene.ts';
import { Scenes } from './scenes.ts';
import { LOST, type SessionState } from './session.ts';
import { fingerprintOf, showShape, showStart, textOfShape } from './shape-text.ts';
import { type Step, stepsOf } from './steps.ts';
import { touchesOf } from './touches.ts';

export interface PostgresqlOptions {
  /** Major version. Default: the newest that is known. */
  version?: number;
  /** Default: `public`. */
  defaultSchema?: string;
  /** What is known of sessions: shared by resolvers of one database by different schemas. Default: nothing, and its own. */
  sessions?: SessionMemory;
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

/** Whether a table, view or function of one name stands in several schemas. */
function hasNamesakes({ catalog }: ColumnSchema): boolean {
  const ownName = (name: string): string => parseObject(name, 'postgresql')?.path.at(-1) ?? name;
  return [
    [...Object.keys(catalog.tables), ...Object.keys(catalog.views)],
    Object.keys(catalog.functions),
  ].some((names) => new Set(names.map(ownName)).size < names.length);
}

/** `catalog` null: nothing is known of the schema, so that whatever touches anything may touch everything. */
export class PostgresqlResolver implements LookingResolver {
  private readonly folder = new Folder();
  private readonly memory: SessionMemory;
  /** Names that stand in several schemas: who does not know the search path does not know which is meant. */
  private readonly isAmbiguous: boolean;
  private readonly scenes: Scenes;
  private readonly hasSchema: boolean;
  private readonly recent: ({ text: string; scene: Scene; known: Known } | undefined)[] = new Array(1024);

  constructor(
    catalog: Pick<KnownCatalog, 'ddl'> | null,
    options: PostgresqlOptions = {},
    read?: ColumnSchema,
  ) {
    const { version = NEWEST, defaultSchema = 'public', sessions = new SessionMemory() } = options;
    this.memory = sessions;
    const schema =
      read ?? (catalog ? readColumnSchema(catalog.ddl, { version, defaultSchema }) : unknownSchema());
    this.hasSchema = catalog !== null || read !== undefined;
    this.isAmbiguous = hasNamesakes(schema);
    this.scenes = new Scenes(schema, { version, defaultSchema });
  }

  take(run: Run): Shape {
    const state = run.session === null ? undefined : this.memory.find(run.session);
    const known = this.knowRun(run, state);
    if (state && run.failed) state.fail();
    if (known.steps.length > 0 && !run.failed && run.prepared !== true && run.session !== null)
      this.follow(run.session, known.steps, state, this.isUnseen(run));
    return known.shape;
  }

  /** As `take`, for a run that another resolver takes with the same sessions: what it leaves behind is left to that one. */
  look(run: Run): Shape {
    return this.knowRun(run, run.session === null ? undefined : this.memory.find(run.session)).shape;
  }

  private knowRun(run: Run, state: SessionState | undefined): Known {
    const kept = state?.kept ?? (this.isUnseen(run) ? LOST : undefined);
    return this.know(run.text, this.scenes.sceneOf(kept, run.user));
  }

  /** What its session had set before is not known; where nobody can tell, it matters only where a name may mean several. */
  private isUnseen({ begun }: Run): boolean {
    return begun === false || (begun === undefined && this.isAmbiguous);
  }

  private follow(
    session: string,
    steps: readonly Step[],
    known: SessionState | undefined,
    unseen: boolean,
  ): void {
    const ends = steps.every((step) => step.do !== 'keep' && step.do !== 'begin');
    if (!known && ends) return;
    const state = known ?? this.memory.open(session, unseen);
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
