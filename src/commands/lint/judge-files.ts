/** Many files are judged by two threads: each takes the next few that nobody has taken, so neither waits for the other. */
import { type FileVerdict, judgeApart } from '../../decide/files-apart.ts';
import type { Catalog, Engine } from '../../model.ts';
import { emptyCatalog } from '../../sql/catalog.ts';
import { prepareSql, readSchema } from '../../sql/index.ts';
import { type LintInput, lintReading, lintSet } from '../../world/lint-reading.ts';
import type { Progress } from '../terminal.ts';
import { BY_OTHER, type Judged, type LintTask, NEXT, type SecondThread } from './second-thread.ts';

/** Files taken at once: few enough that both threads end together. */
const HANDFUL = 4;

/** What one file comes to. Needs the parser: `prepareSql` first. */
function judgeFile(
  input: LintInput,
  { options, withEffects }: Pick<LintTask, 'options' | 'withEffects'>,
): FileVerdict {
  return judgeApart(lintReading([lintSet(input, options)], options), withEffects);
}

/** Takes handfuls until none is left. `told`: from which on it takes how many. */
export function takeInputs(task: LintTask, told: (from: number, count: number) => void = () => {}): Judged {
  const judged: Judged = [];
  for (;;) {
    const from = Atomics.add(task.taken, NEXT, HANDFUL);
    const handful = task.inputs.slice(from, from + HANDFUL);
    if (handful.length === 0) return judged;
    told(from, handful.length);
    for (const [offset, input] of handful.entries()) judged.push([from + offset, judgeFile(input, task)]);
  }
}

/** What all files of one run are judged by. */
export interface Judging {
  engine: Engine;
  version: number;
  defaultSchema: string;
  /** The text of the schema that is there before; null: nobody gave one. */
  before: string | null;
  withEffects: boolean;
}

/** The schema that is there before; where nobody gave one, anything may be. */
export async function schemaBefore({ before, ...reading }: Judging): Promise<Catalog> {
  await prepareSql(reading.engine);
  return before === null ? { ...emptyCatalog(), incomplete: true } : readSchema(before, reading);
}

const NEVER = 0;

/** The verdicts on the inputs, in their order. Same result with the other thread as without. */
export async function judgeFiles(
  inputs: readonly LintInput[],
  judging: Judging,
  progress: Progress,
  other: SecondThread | null,
): Promise<FileVerdict[]> {
  const { engine, version, defaultSchema, withEffects } = judging;
  const schema = await schemaBefore(judging);
  // A file by itself depends on no clock: only a manifest's exemptions end.
  const options = { engine, version, defaultSchema, manifest: null, now: NEVER, schema };
  const taken = new Int32Array(new SharedArrayBuffer(8));
  const task: LintTask = { inputs, options, withEffects, taken };
  const others = other?.judge(task);
  const mine = takeInputs(task, (done) => progress(done, inputs.length));
  const verdicts = new Map([...mine, ...(Atomics.load(taken, BY_OTHER) > 0 ? ((await others) ?? []) : [])]);
  other?.stop();
  progress(inputs.length, inputs.length);
  return inputs.map((input, index) => verdicts.get(index) ?? judgeFile(input, task));
}
