/** Settings of a session that change what later statements mean: the lock timeout, the search path, how strings are read. */
import { tokenAt } from './lex.ts';
import type { Node } from './parse.ts';

/** A setting's value for the session, and the one that SET LOCAL puts over it until the transaction ends. */
interface Layered<T> {
  session: T;
  local: T | null;
}

/** One assignment; `value` null: back to the default; undefined: it cannot be known. */
export interface Assignment {
  name: string;
  value: string[] | null | undefined;
  local: boolean;
}

export class Settings {
  private readonly defaultSchema: string;
  private lock: Layered<number> = { session: 0, local: null };
  private path: Layered<string[]>;
  /** Something was set to what cannot be known. */
  unknown = false;
  /** `standard_conforming_strings` was switched off: from there on, the server reads literals otherwise than we do. */
  otherStrings = false;

  constructor(defaultSchema: string) {
    this.defaultSchema = defaultSchema;
    this.path = { session: [defaultSchema], local: null };
  }

  /** A lock timeout above zero is in force. */
  get lockTimeout(): boolean {
    return this.lockTimeoutAfter > 0;
  }

  /** In milliseconds; 0: none. */
  get lockTimeoutAfter(): number {
    return this.lock.local ?? this.lock.session;
  }

  get searchPath(): string[] {
    return this.path.local ?? this.path.session;
  }

  endTransaction(): void {
    this.lock.local = null;
    this.path.local = null;
  }

  /** `inTransaction`: outside of one, SET LOCAL does nothing. */
  assign({ name, value, local }: Assignment, inTransaction: boolean): void {
    if (local && !inTransaction) return;
    if (name === 'lock_timeout') put(this.lock, value ? milliseconds(value[0]) : 0, local);
    if (name === 'standard_conforming_strings') this.otherStrings = value !== null && !isOn(value?.[0]);
    if (name !== 'search_path') return;
    if (value === undefined) this.unknown = true;
    else put(this.path, value?.filter((schema) => schema !== '$user') ?? [this.defaultSchema], local);
  }

  resetAll(): void {
    for (const name of ['lock_timeout', 'search_path', 'standard_conforming_strings']) {
      this.assign({ name, value: null, local: false }, true);
    }
  }
}

function put<T>(setting: Layered<T>, value: T, local: boolean): void {
  if (local) setting.local = value;
  else {
    setting.session = value;
    setting.local = null;
  }
}

const MILLISECONDS: Record<string, number> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A duration as PostgreSQL writes it; 0 where it rounds to less than a millisecond, or is refused. */
function milliseconds(value: string | undefined): number {
  const parts = /^\s*(0x[\da-f]+|\+?[\d.]+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(value ?? '');
  const unit = MILLISECONDS[parts?.[2] || 'ms'];
  const duration = unit === undefined ? 0 : Number(parts?.[1]) * unit;
  return duration > 0.5 ? duration : 0;
}

const isOn = (value: string | undefined): boolean => /^(?:on|true|yes|1|t|y)$/i.test(value ?? '');

interface VariableSet {
  kind?: string;
  name?: string;
  args?: Node[];
  is_local?: boolean;
}

/** Applies what a statement sets for the session; other statements change nothing. */
export function applySettings(node: Node, settings: Settings, inTransaction: boolean): void {
  const set = node.VariableSetStmt as VariableSet | undefined;
  if (set) applySet(set, settings, inTransaction);
  const discard = node.DiscardStmt as { target?: string } | undefined;
  if (discard?.target === 'DISCARD_ALL') settings.resetAll();
  if (!node.SelectStmt) return;
  for (const assignment of configured(node.SelectStmt)) settings.assign(assignment, inTransaction);
}

function applySet(set: VariableSet, settings: Settings, inTransaction: boolean): void {
  const name = set.name?.toLowerCase() ?? '';
  const local = set.is_local === true;
  if (set.kind === 'VAR_RESET_ALL') settings.resetAll();
  else if (set.kind === 'VAR_RESET' || set.kind === 'VAR_SET_DEFAULT') {
    settings.assign({ name, value: null, local }, inTransaction);
  } else if (set.kind === 'VAR_SET_VALUE') {
    settings.assign({ name, value: set.args?.map((arg) => constant(arg) ?? ''), local }, inTransaction);
  }
}

interface Constant {
  sval?: { sval?: string };
  ival?: { ival?: number };
  fval?: { fval?: string };
  boolval?: { boolval?: boolean };
}

/** The text of a constant, through casts; undefined where it is computed. */
function constant(node: Node | undefined): string | undefined {
  const cast = node?.TypeCast as { arg?: Node } | undefined;
  if (cast) return constant(cast.arg);
  const value = node?.A_Const as Constant | undefined;
  if (!value) return undefined;
  if (value.sval) return value.sval.sval ?? '';
  if (value.ival) return String(value.ival.ival ?? 0);
  if (value.fval) return value.fval.fval ?? '';
  return value.boolval ? String(value.boolval.boolval === true) : undefined;
}

interface Call {
  funcname?: { String?: { sval?: string } }[];
  args?: Node[];
}

/** The calls of set_config in a SELECT's list. */
function configured(select: unknown): Assignment[] {
  const targets = (select as { targetList?: Node[] }).targetList ?? [];
  return targets.flatMap((target) => {
    const value = (target.ResTarget as { val?: Node } | undefined)?.val;
    const call = value?.FuncCall as Call | undefined;
    if (call?.funcname?.at(-1)?.String?.sval !== 'set_config') return [];
    const [name, text, local] = (call.args ?? []).map((arg) => constant(arg));
    if (name === undefined) return [];
    const folded = name.toLowerCase();
    const list = folded === 'search_path' && text !== undefined ? splitNames(text) : text?.split('\0');
    return [{ name: folded, value: list, local: local !== undefined && isOn(local) }];
  });
}

/** `a, "B c"` as identifiers. */
function splitNames(text: string): string[] {
  const names: string[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    at = token.end;
    const name = text.slice(token.start, token.end);
    if (token.kind === 'word') names.push(name.toLowerCase());
    if (token.kind === 'quoted') names.push(name.slice(1, -1).replaceAll('""', '"'));
  }
  return names;
}
