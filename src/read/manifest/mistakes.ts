/** What validation found -> mistakes with places, what was found, what was expected and the nearest valid word. */
import type { z } from 'zod';
import { keyPositionOf, type Located, locate, positionOf } from './located.ts';
import { nearest } from './nearest.ts';
import type { YamlMistake } from './read-yaml.ts';
import { homesOf, keysOf } from './valid-keys.ts';
import { describeFound, namePath, quote, suggest } from './words.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** A mistake and the key that it is about. */
export interface ShapeMistake extends YamlMistake {
  at: Path;
}

/** Where people look for a switch that is not there. */
const NO_SWITCH: Record<string, string> = {
  quiet: 'quiet cannot be switched off; an override lets one pull request through',
  approvals: 'approvals cannot be switched off; an override lets one pull request through',
};

/** Checks what stands in a tree (or `value`, a part-wise copy of it) against a shape: the value read, or all mistakes. */
export function checkShape<T extends z.ZodType>(
  shape: T,
  tree: Located,
  value: unknown = tree.value,
): { value: z.output<T>; mistakes: [] } | { value: null; mistakes: ShapeMistake[] } {
  const result = shape.safeParse(value, { error: hintAtKeys });
  if (result.success) return { value: result.data, mistakes: [] };
  return { value: null, mistakes: result.error.issues.flatMap((issue) => tell(issue, [], tree)) };
}

/** Only here is the schema of an unknown key at hand, so its hints travel in the issue's message, as JSON by key. */
function hintAtKeys(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const { inst } = issue;
  return JSON.stringify(
    issue.keys
      .slice(0, 50)
      .map((key) => [
        key,
        inst && 'def' in inst._zod && '_zod' in inst ? hintFor(inst as z.core.$ZodType, key) : '',
      ]),
  );
}

function hintFor(schema: z.core.$ZodType, key: string): string {
  const homes = homesOf(schema, key);
  if (homes.length > 0) return `; it belongs under ${homes.map(quote).join(' or ')}`;
  return suggest(key, keysOf(schema));
}

function tell(issue: Issue, above: Path, tree: Located): ShapeMistake[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') return tellUnknownKeys(issue, path, tree);
  if (issue.code === 'invalid_key') return [tellKey(issue, path, tree)];
  if (issue.code === 'invalid_union') {
    const branch = closestBranch(issue, locate(tree, path)?.value);
    if (branch) return branch.flatMap((inner) => tell(inner, path, tree));
  }
  return [tellValue(issue, path, tree)];
}

function tellUnknownKeys(
  issue: Extract<Issue, { code: 'unrecognized_keys' }>,
  path: Path,
  tree: Located,
): ShapeMistake[] {
  const hints = new Map(JSON.parse(issue.message) as [string, string][]);
  return [...hints].map(([key, hint]) => {
    const more = key === 'off' ? NO_SWITCH[String(path.at(-1))] : undefined;
    const message = `unknown key ${quote(key)} in ${namePath(path)}${more ? `: ${more}` : hint}`;
    return { ...keyPositionOf(tree, [...path, key]), at: [...path, key], message };
  });
}

function tellKey(issue: Extract<Issue, { code: 'invalid_key' }>, path: Path, tree: Located): ShapeMistake {
  const expected = issue.issues[0]?.message ?? 'another key';
  const key = String(path.at(-1));
  const where = namePath(path.slice(0, -1));
  return {
    ...keyPositionOf(tree, path),
    at: path,
    message: `the key ${quote(key)} in ${where}; expected ${expected}`,
  };
}

/** Of several forms that a value may have, the one that it comes closest to; none where it has the looks of none. */
function closestBranch(issue: Extract<Issue, { code: 'invalid_union' }>, found: unknown): Issue[] | null {
  if (typeof found !== 'object' || found === null) {
    return issue.errors.find((branch) => branch.every((inner) => inner.code === 'custom')) ?? null;
  }
  const likely = issue.errors.filter((branch) =>
    branch.every((inner) => inner.code !== 'invalid_type' || inner.path.length > 0),
  );
  const [first, ...rest] = likely;
  return first ? rest.reduce((best, branch) => (branch.length < best.length ? branch : best), first) : null;
}

function tellValue(issue: Issue, path: Path, tree: Located): ShapeMistake {
  const here = locate(tree, path);
  const at = positionOf(tree, path);
  if (!here && path.length > 0) {
    const message = `${namePath(path.slice(0, -1))} has no ${quote(String(path.at(-1)))}; expected ${issue.message}`;
    return { ...at, at: path, message };
  }
  const { value } = here ?? tree;
  return {
    ...at,
    at: path,
    message: `${namePath(path)} is ${describeFound(value, path)}; expected ${expectationOf(issue, value)}`,
  };
}

/** What was expected, with the nearest of the valid words where there are some. */
function expectationOf(issue: Issue, found: unknown): string {
  const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  const values = issue.code === 'invalid_value' ? issue.values.map(String) : options;
  const expected = options.length > 0 ? `one of ${options.join(', ')}` : issue.message;
  const near = typeof found === 'string' ? nearest(found, values) : null;
  return near === null || values.length === 1 ? expected : `${expected}; did you mean ${quote(near)}?`;
}
