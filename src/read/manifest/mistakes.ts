/** What validation found -> mistakes with places, what was found, what was expected and the nearest valid word. */
import type { z } from 'zod';
import { keyPositionOf, type Located, locate, positionOf } from './located.ts';
import type { YamlMistake } from './read-yaml.ts';
import { homesOf, keysOf } from './valid-keys.ts';
import { describeFound, namePath, quote, suggest } from './words.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const MORE: Record<string, string> = {
  'quiet.off': 'quiet cannot be switched off; an override lets one pull request through',
  'approvals.off': 'approvals cannot be switched off; an override lets one pull request through',
  'mode.off': "expected 'enforce' or 'observe'",
};

/** Checks a tree against a shape. `value` is null where there are mistakes; these are sorted by place. */
export function checkShape<T extends z.ZodType>(
  shape: T,
  tree: Located,
): { value: z.output<T> | null; mistakes: (YamlMistake & { path: Path })[] } {
  return checkValue(shape, tree.value, tree);
}

/** The same for a value that is a part-wise copy of what the tree holds. */
export function checkValue<T extends z.ZodType>(
  shape: T,
  value: unknown,
  tree: Located,
): { value: z.output<T> | null; mistakes: (YamlMistake & { path: Path })[] } {
  const unknownKeys = new Map<string, string>();
  const result = shape.safeParse(value, { error: (issue) => explain(issue, unknownKeys) });
  if (result.success) return { value: result.data, mistakes: [] };
  const mistakes = result.error.issues.flatMap((issue) => tell(issue, [], tree));
  return { value: null, mistakes: once(mistakes) };
}

/** The expectation of what has no error text of its own. For unknown keys it is the whole sentence's end, per key. */
function explain(issue: z.core.$ZodRawIssue, _seen: Map<string, string>): string {
  if (issue.code !== 'unrecognized_keys') return 'something else';
  const schema = issue.inst;
  return JSON.stringify(
    Object.fromEntries(issue.keys.map((key) => [key, schema ? hintFor(schema, key) : ''])),
  );
}
