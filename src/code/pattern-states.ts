import { PatternMistake, type PatternNode } from './pattern-syntax.ts';

export type State =
  | { op: 'character'; test: (codePoint: number) => boolean }
  | { op: 'split'; others: number[] }
  | { op: 'assert'; at: string }
  | { op: 'match' };

const MOST_STATES = 2000;

/** Writes a pattern out as states: each goes on to the next one; a split also to others. */
export function assembleStates(node: PatternNode): State[] {
  const states: State[] = [];
  const push = (state: State): number => {
    if (states.push(state) > MOST_STATES)
      throw new PatternMistake('the pattern is too large when its repeats are written out');
    return states.length - 1;
  };
  const jump = (): { op: 'split'; others: number[] } => {
    const state = { op: 'split' as const, others: [] as number[] };
    push(state);
    return state;
  };
  const emitRepeat = (inner: PatternNode, min: number, max: number): void => {
    for (let count = 0; count < min; count += 1) emit(inner);
    if (max === Number.POSITIVE_INFINITY) {
      const skip = jump();
      const start = states.length - 1;
      emit(inner);
      jump().others.push(start);
      skip.others.push(states.length);
      return;
    }
    const skips = Array.from({ length: max - min }, () => {
      const skip = jump();
      emit(inner);
      return skip;
    });
    for (const skip of skips) skip.others.push(states.length);
  };
  const emitChoice = (nodes: PatternNode[]): void => {
    const ends: { others: number[] }[] = [];
    for (const [index, branch] of nodes.entries()) {
      const fork = index < nodes.length - 1 ? jump() : null;
      emit(branch);
      if (!fork) continue;
      ends.push(leave());
      fork.others.push(states.length);
    }
    for (const end of ends) end.others.push(states.length);
  };
  /** Goes elsewhere and not on: an assertion that never holds stands behind the split. */
  const leave = (): { others: number[] } => {
    const state = jump();
    push({ op: 'assert', at: 'never' });
    return state;
  };
  const emit = (part: PatternNode): void => {
    if (part.kind === 'character') push({ op: 'character', test: part.test });
    else if (part.kind === 'assert') push({ op: 'assert', at: part.at });
    else if (part.kind === 'repeat') emitRepeat(part.node, part.min, part.max);
    else if (part.kind === 'choice') emitChoice(part.nodes);
    else for (const inner of part.nodes) emit(inner);
  };
  emit(node);
  push({ op: 'match' });
  return states;
}
