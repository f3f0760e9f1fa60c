/** What a shape found wrong, as places and expectations. */
import type { z } from 'zod';

/** `usage[0].reads.explicit`: a path as one would write it. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = String(part);
      if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join('');
}

/** One sentence for each mistake: where, what was expected. */
export function describeMistakes(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => describeIssue(issue, issue.path));
}

function describeIssue(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): string[] {
  const place = placeOf(path) || 'the top level';
  if (issue.code === 'invalid_union') {
    const options = issue.errors.flatMap((branch) => branch.map(expectationOf));
    return [`${place}: expected ${[...new Set(options)].join(' or ')}`];
  }
  if (issue.code === 'custom') return [`${place}: expected ${issue.message}`];
  return [`${place}: expected ${expectationOf(issue)}`];
}

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int' ? 'a whole number' : `${article(issue.expected)} ${issue.expected}`;
    case 'invalid_value':
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? issue.message
        : `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

const article = (word: string): string => (/^[aeio]/.test(word) ? 'an' : 'a');
