/** A pure shelf of the dictionary: what counts as code, where code mentions a schema object, which lines are new. */
export { addedLines } from './added-lines.ts';
export { type CodeScope, codeFilter, isCode } from './code-filter.ts';
export { matchesAny } from './globs.ts';
export { isNeverCode } from './never-code.ts';
export { patternMistake } from './pattern.ts';
export { numbersOf, spellings, tableSpellings } from './spellings.ts';
export { type CompiledTerms, compileTerms, type FoundMention } from './terms.ts';
