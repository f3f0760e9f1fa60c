/** From runs to shapes: what statements touch by the schema that held when they ran. One for each engine. */
import type { Run, Shape } from './words.ts';

export interface Resolver {
  /** The shape of a run: the very same object for runs of one shape, as long as it is remembered. Never throws. */
  take(run: Run): Shape;
}

/** One that can be asked without taking part: what a statement would touch by another schema than the one that held. */
export interface LookingResolver extends Resolver {
  look(run: Run): Shape;
}
