// src/sql/postgresql/columns/access.ts
function emptyAccess() {
	return {
		reads: /* @__PURE__ */ new Map(),
		writes: /* @__PURE__ */ new Map(),
		unresolved: /* @__PURE__ */ new Set(),
		relations: {
			reads: /* @__PURE__ */ new Set(),
			writes: /* @__PURE__ */ new Set(),
			unresolved: /* @__PURE__ */ new Set()
		},
		everything: false,
		problem: null
	};
}
/** Takes note of a column; what was named once stays named. */
function noteColumn(columns, column, named) {
	columns.set(column, named || columns.get(column) === true);
}
/** It may touch anything, and why. The first reason is kept. */
function mayTouchAll(access, problem) {
	access.everything = true;
	access.problem ??= problem;
}
/** Adds what a view, a function or a prepared statement touches; `named` false: it is only reached through it. */
function mergeAccess(into, from, named) {
	for (const [column, itself] of from.reads) noteColumn(into.reads, column, named && itself);
	for (const [column, itself] of from.writes) noteColumn(into.writes, column, named && itself);
	for (const object of from.unresolved) into.unresolved.add(object);
	for (const name of from.relations.reads) into.relations.reads.add(name);
	for (const name of from.relations.writes) into.relations.writes.add(name);
	for (const name of from.relations.unresolved) into.relations.unresolved.add(name);
	into.everything ||= from.everything;
	into.problem ??= from.problem;
}
/** Adds all of it as what may be touched: nobody knows which part of it will be. */
function mergeUnresolved(into, from) {
	for (const column of [
		...from.reads.keys(),
		...from.writes.keys(),
		...from.unresolved
	]) into.unresolved.add(column);
	for (const name of from.relations.reads) into.relations.reads.add(name);
	for (const name of from.relations.writes) into.relations.writes.add(name);
	for (const name of from.relations.unresolved) into.relations.unresolved.add(name);
	into.everything ||= from.everything;
	into.problem ??= from.problem;
}
export { noteColumn as a, mergeUnresolved as i, mayTouchAll as n, mergeAccess as r, emptyAccess as t };
