/** Findings that say the same of several environments, told once: who reads a report should not read a sentence four times. */
import type { Finding } from '../model.ts';

/** Stands where the environment's name stood; what shows a finding shows no control character. */
const SLOT = '\u0000';

type Said = Pick<Finding, 'message' | 'why' | 'seen' | 'next'>;

function saying({ message, why, seen, next }: Said, from: string, to: string): Said {
  const put = (text: string): string => text.replaceAll(from, () => to);
  return { message: put(message), why: put(why), seen: put(seen), next: put(next) };
}

/** What two findings must share to be one, but for the names of their environments; null: it is about none. */
function keyOf(finding: Finding): string | null {
  const { rule, status, change, phase, environment, path, line, column, until } = finding;
  if (environment === null || environment === '') return null;
  const place = [rule, status, change, phase, path, line, column, until];
  return JSON.stringify([place, saying(finding, environment, SLOT)]);
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function together(alike: readonly [Finding, ...Finding[]]): Finding {
  const [first] = alike;
  if (alike.length === 1 || first.environment === null) return first;
  const environment = listed([...new Set(alike.flatMap((one) => one.environment ?? []))]);
  const said = saying(saying(first, first.environment, SLOT), SLOT, environment);
  return { ...first, ...said, environment, evidence: alike.flatMap(({ evidence }) => evidence) };
}

/** In their order, each at the place of its first. */
export function foldEnvironments(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const [index, finding] of findings.entries()) {
    const key = keyOf(finding) ?? `alone ${index}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].map(together);
}
