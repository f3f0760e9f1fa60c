/** What views and functions touch, read once each from their own text. */
import type { CreateFunctionStmt, Node, RuleStmt } from 'libpg-query';
import type { ObjectName } from '../../../model.ts';
import { type Access, emptyAccess, mayTouchAll } from './access.ts';
import type { Reading } from './reading.ts';
import type { Output } from './scope.ts';

interface Written {
  /** Schemas that unqualified names in it are looked up in. */
  searchPath: string[];
}

export interface ViewDefinition extends Written {
  query: Node;
  aliases: string[];
}

export interface FunctionDefinition {
  statement: CreateFunctionStmt;
  /** Of a body that is bound where it is written (BEGIN ATOMIC); null: looked up where it is called. */
  searchPath: string[] | null;
}

export interface RuleDefinition extends Written {
  statement: RuleStmt;
}

/** What a schema's text says of objects that have a body. Keys are canonical names. */
export interface Definitions {
  views: Map<ObjectName, ViewDefinition>;
  functions: Map<ObjectName, FunctionDefinition[]>;
  rules: Map<ObjectName, RuleDefinition[]>;
  /** Functions of INSTEAD OF triggers, by view. */
  insteadOf: Map<ObjectName, ObjectName[]>;
}

export function noDefinitions(): Definitions {
  return { views: new Map(), functions: new Map(), rules: new Map(), insteadOf: new Map() };
}

export interface Body {
  access: Access;
  output: Output;
}

/** The definitions with what was read of them so far; must be begun anew when the catalog changes. */
export interface Bodies {
  definitions: Definitions;
  known: Map<string, Body>;
  /** Bodies that are being read, the outermost first. */
  active: string[];
  /** The outermost of them that was met again within itself. */
  reentered: number;
  /** What PREPARE and DECLARE made in this session. */
  prepared: Map<string, Access>;
  cursors: Map<string, Access>;
  /** How many bodies one statement may still read: cycles of functions would take for ever. */
  budget: number;
}

const BUDGET = 2000;

export function beginBodies(definitions: Definitions): Bodies {
  return {
    definitions,
    known: new Map(),
    prepared: new Map(),
    cursors: new Map(),
    active: [],
    reentered: Number.POSITIVE_INFINITY,
    budget: BUDGET,
  };
}

/** A new statement may read as many bodies again. */
export function renewBudget(bodies: Bodies): void {
  bodies.budget = BUDGET;
}

const nothing = (): Body => ({ access: emptyAccess(), output: { columns: [], loose: true } });

function cut(bodies: Bodies, at: number): Body {
  bodies.reentered = Math.min(bodies.reentered, at);
  return nothing();
}

function exhausted(): Body {
  const body = nothing();
  mayTouchAll(body.access, 'its functions and views call each other too often to be followed');
  return body;
}

/**
 * What the body under that key touches. A body that calls itself adds nothing to itself; what was read within such a circle
 * is not kept, because it lacks what the rest of the circle does.
 */
export function readBody(reading: Reading, key: string, read: (inner: Reading) => Output): Body {
  const { bodies } = reading;
  const known = bodies.known.get(key);
  if (known) return known;
  const at = bodies.active.indexOf(key);
  if (at >= 0) return cut(bodies, at);
  if (bodies.budget-- <= 0) return exhausted();
  const depth = bodies.active.push(key) - 1;
  const access = emptyAccess();
  const output = read({ ...reading, access, variables: new Set() });
  bodies.active.pop();
  if (bodies.reentered >= depth) {
    bodies.reentered = Number.POSITIVE_INFINITY;
    bodies.known.set(key, { access, output });
  }
  return { access, output };
}
