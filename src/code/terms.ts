import type { Term } from '../model.ts';
import { matchesAny } from './globs.ts';
import { keepReal } from './known-keys.ts';
import { lineIndex } from './lines.ts';
import { compilePattern, type Pattern } from './pattern.ts';
import { targetOf } from './targets.ts';
import { compileWords, type WordHit } from './word-search.ts';

export interface FoundMention {
  /** Index into the terms. */
  term: number;
  /** From 1; a column counts characters. */
  line: number;
  column: number;
  /** The line around the mention, at most 160 characters. */
  text: string;
}

export interface CompiledTerms {
  /** Fixed, case-sensitive strings: a file that holds none of them mentions no term. Empty: nothing can be mentioned. */
  words: string[];
  /** Mentions in one code file, at most one for each term on a line, in order of place. Total; linear in the text. */
  find(path: string, text: string): FoundMention[];
}

interface PatternTerm {
  term: number;
  patterns: Pattern[];
  applies: (path: string) => boolean;
}

/** A pattern that cannot be used is a mistake of the manifest; here it stands for its own text, never for nothing. */
function readPatterns(sources: readonly string[]): { patterns: Pattern[]; plain: string[] } {
  const patterns: Pattern[] = [];
  const plain: string[] = [];
  for (const source of sources) {
    try {
      patterns.push(compilePattern(source));
    } catch {
      if (source !== '') plain.push(source);
    }
  }
  return { patterns, plain };
}

const EVERYWHERE = (): boolean => true;

function pathsOf(term: Term): (path: string) => boolean {
  const paths = 'object' in term ? (term.references?.paths ?? []) : [];
  return paths.length > 0 ? matchesAny(paths) : EVERYWHERE;
}

function searchPatterns(terms: readonly PatternTerm[], path: string, text: string): WordHit[] {
  const hits: WordHit[] = [];
  const active = terms.filter(
    ({ applies, patterns }) =>
      applies(path) && patterns.some(({ words }) => words.some((word) => text.includes(word))),
  );
  if (active.length === 0) return hits;
  let start = 0;
  for (const line of text.split('\n')) {
    const clean = line.endsWith('\r') ? line.slice(0, -1) : line;
    for (const { term, patterns } of active)
      for (const { words, search } of patterns) {
        const at = words.some((word) => clean.includes(word)) ? search(clean) : -1;
        if (at >= 0) hits.push({ term, index: start + at });
      }
    start += line.length + 1;
  }
  return hits;
}

/** Drops words that hold another one: the shorter one finds their files, too. */
function shortestOnly(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (const word of [...new Set(words)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)))
    if (!kept.some((shorter) => word.includes(shorter))) kept.push(word);
  return kept;
}

function place(hits: readonly WordHit[], text: string): FoundMention[] {
  const lines = lineIndex(text);
  const seen = new Set<string>();
  const found: FoundMention[] = [];
  for (const { term, index } of [...hits].sort((a, b) => a.index - b.index || a.term - b.term)) {
    const line = lines.lineOf(index);
    const key = `${term}:${line}`;
    if (seen.has(key)) continue;
    seen.add(key);
    found.push({ term, line, ...lines.describe(index) });
  }
  return found;
}

/** Compiles what to look for. `patterns` of `references` replace an object's spellings; `paths` narrow its files. */
export function compileTerms(terms: readonly Term[]): CompiledTerms {
  const patternTerms: PatternTerm[] = [];
  const targets = terms.map((term, index) => {
    const applies = pathsOf(term);
    const sources = 'object' in term ? (term.references?.patterns ?? []) : [];
    const { patterns, plain } = readPatterns(sources);
    if (sources.length === 0) return { ...targetOf(term), applies };
    patternTerms.push({ term: index, patterns, applies });
    return { ...targetOf({ word: '' }), sure: plain, applies };
  });
  const words = compileWords(targets);
  const fromPatterns = patternTerms.flatMap(({ patterns }) => patterns.flatMap((pattern) => pattern.words));
  return {
    words: shortestOnly([...targets.flatMap(({ sure, bare }) => [...sure, ...bare]), ...fromPatterns]),
    find: (path, text) => {
      const hits = [...words(path, text), ...searchPatterns(patternTerms, path, text)];
      return hits.length === 0 ? [] : place(keepReal(hits, terms, text), text);
    },
  };
}
