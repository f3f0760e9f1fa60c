/** What a statement reads and writes, as it is found. */
import type { ObjectName } from '../../../model.ts';

/** Columns by canonical name; true where the statement names the column itself, false where it only reaches it. */
export type Columns = Map<ObjectName, boolean>;

export interface Access {
  reads: Columns;
  writes: Columns;
  /** What may be touched, or may not: columns, and tables of which the columns are not known. */
  unresolved: Set<ObjectName>;
  /**
   * Tables, views and functions, whether a column of them is touched or not (`count(*)`, DELETE); `unresolved`: those that a
   * name may mean, for it is not in the schema or the search path is not known.
   */
  relations: { reads: Set<ObjectName>; writes: Set<ObjectName>; unresolved: Set<ObjectName> };
  /** Any object of the schema may be touched. */
  everything: boolean;
  /** Why something is unresolved, where it is more than an unknown name. */
  problem: string | null;
}

export function emptyAccess(): Access {
  return {
    reads: new Map(),
    writes: new Map(),
    unresolved: new Set(),
    relations: { reads: new Set(), writes: new Set(), unresolved: new Set() },
    everything: false,
    problem: null,
  };
}

/** Takes note of a column; what was named once stays named. */
export function noteColumn(columns: Columns, column: ObjectName, named: boolean): void {
  columns.set(column, named || columns.get(column) === true);
}

/** It may touch anything, and why. The first reason is kept. */
export function mayTouchAll(access: Access, problem: string): void {
  access.everything = true;
  access.problem ??= problem;
}

/** Adds what a view, a function or a prepared statement touches; `named` false: it is only reached through it. */
export function mergeAccess(into: Access, from: Access, named: boolean): void {
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
export function mergeUnresolved(into: Access, from: Access): void {
  for (const column of [...from.reads.keys(), ...from.writes.keys(), ...from.unresolved])
    into.unresolved.add(column);
  for (const name of from.relations.reads) into.relations.reads.add(name);
  for (const name of from.relations.writes) into.relations.writes.add(name);
  for (const name of from.relations.unresolved) into.relations.unresolved.add(name);
  into.everything ||= from.everything;
  into.problem ??= from.problem;
}
