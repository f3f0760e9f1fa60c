/** Environments that a repository's workflows deploy to. */
import { parse } from 'yaml';

/** Environments on GitHub that no service runs in. */
const NOT_RUN_IN =
  /^(?:github-pages|pages|pypi|testpypi|npm|crates(?:\.io)?|release|releases|docs?|preview.*)$/i;

/** Rollout order as names tell it; what is not known stands in between, as it was found. */
const ORDER: readonly RegExp[] = [
  /^(?:dev|development|integration|nightly)/i,
  /^(?:test|testing|qa|ci)/i,
  /^(?:stag|stage|uat|preprod|pre-prod)/i,
  /^canary/i,
];
const rankOf = (name: string): number => {
  if (/prod|^live$/i.test(name) && !/^pre-?prod/i.test(name)) return ORDER.length + 1;
  const rank = ORDER.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? ORDER.length : rank;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function namesIn(workflow: string): string[] {
  const document: unknown = parse(workflow);
  const jobs = isRecord(document) && isRecord(document.jobs) ? Object.values(document.jobs) : [];
  return jobs.flatMap((job) => {
    const written = isRecord(job) ? job.environment : null;
    const name = isRecord(written) ? written.name : written;
    // What an expression comes to is known when the workflow runs, not before.
    return typeof name === 'string' && name.trim() !== '' && !name.includes('${{') ? [name.trim()] : [];
  });
}

/** The `environment:` of every job, each once, in the order in which one rolls out. Workflows that are no YAML name none. */
export function environmentsIn(workflows: readonly string[]): string[] {
  const names = workflows.flatMap((workflow) => {
    try {
      return namesIn(workflow);
    } catch {
      return [];
    }
  });
  const run = [...new Set(names)].filter((name) => !NOT_RUN_IN.test(name));
  return run.sort((one, other) => rankOf(one) - rankOf(other));
}
