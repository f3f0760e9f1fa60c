import { n as judgeApart } from "./chunk-files-apart2.js";
import { N as emptyCatalog, r as readSchema, t as prepareSql } from "./chunk-sql.js";
import { n as lintReading, r as lintSet } from "./chunk-second-thread.js";
// src/commands/lint/judge-files.ts
/** Many files are judged by two threads: each takes the next few that nobody has taken, so neither waits for the other. */
/** Files taken at once: few enough that both threads end together. */
const HANDFUL = 4;
/** What one file comes to. Needs the parser: `prepareSql` first. */
function judgeFile(input, { options, withEffects }) {
	return judgeApart(lintReading([lintSet(input, options)], options), withEffects);
}
/** Takes handfuls until none is left. `told`: from which on it takes how many. */
function takeInputs(task, told = () => {}) {
	const judged = [];
	for (;;) {
		const from = Atomics.add(task.taken, 0, HANDFUL);
		const handful = task.inputs.slice(from, from + HANDFUL);
		if (handful.length === 0) return judged;
		told(from, handful.length);
		for (const [offset, input] of handful.entries()) judged.push([from + offset, judgeFile(input, task)]);
	}
}
/** The schema that is there before; where nobody gave one, anything may be. */
async function schemaBefore({ before, ...reading }) {
	await prepareSql(reading.engine);
	return before === null ? {
		...emptyCatalog(),
		incomplete: true
	} : readSchema(before, reading);
}
const NEVER = 0;
/** The verdicts on the inputs, in their order. Same result with the other thread as without. */
async function judgeFiles(inputs, judging, progress, other) {
	const { engine, version, defaultSchema, withEffects } = judging;
	const schema = await schemaBefore(judging);
	const options = {
		engine,
		version,
		defaultSchema,
		manifest: null,
		now: NEVER,
		schema
	};
	const taken = new Int32Array(new SharedArrayBuffer(8));
	const task = {
		inputs,
		options,
		withEffects,
		taken
	};
	const others = other?.judge(task);
	const mine = takeInputs(task, (done) => progress(done, inputs.length));
	const verdicts = new Map([...mine, ...Atomics.load(taken, 1) > 0 ? await others ?? [] : []]);
	other?.stop();
	progress(inputs.length, inputs.length);
	return inputs.map((input, index) => verdicts.get(index) ?? judgeFile(input, task));
}
export { schemaBefore as n, takeInputs as r, judgeFiles as t };
