import type { PatternNode } from './pattern-syntax.ts';

/** Length of the shortest. */
export const shortest = (words: readonly string[]): number => Math.min(...words.map((word) => word.length));

/** Fixed strings one of which every match holds; null: there are none. */
export function requiredWords(node: PatternNode): string[] | null {
  if (node.kind === 'character') return node.literal === null ? null : [node.literal];
  if (node.kind === 'assert') return null;
  if (node.kind === 'repeat') return node.min > 0 ? requiredWords(node.node) : null;
  if (node.kind === 'choice') {
    const sets = node.nodes.map(requiredWords);
    return sets.some((set) => set === null) ? null : sets.flatMap((set) => set ?? []);
  }
  return bestOf(node.nodes);
}

function bestOf(nodes: readonly PatternNode[]): string[] | null {
  const candidates: string[][] = [];
  let run = '';
  for (const node of nodes) {
    const literal = node.kind === 'character' ? node.literal : null;
    if (literal !== null) run += literal;
    else {
      if (run) candidates.push([run]);
      if (node.kind !== 'assert') run = '';
      const found = node.kind === 'assert' ? null : requiredWords(node);
      if (found) candidates.push(found);
    }
  }
  if (run) candidates.push([run]);
  return candidates.sort((a, b) => shortest(b) - shortest(a))[0] ?? null;
}
