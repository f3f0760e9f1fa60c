/**
 * What each route asks of an App's or a workflow's token. Source: "Permissions required for GitHub Apps" in GitHub's
 * documentation of its REST API, API version 2026-03-10.
 */
import { allows, covers, type Level, type Permissions } from './apps.ts';

/** Any one of a row's permissions is enough. */
const TABLE: readonly (readonly [RegExp, Level, readonly string[]])[] = [
  [/^POST .*\/statuses\//, 'write', ['statuses']],
  [/^GET .*\/commits\/\{ref\}\/status/, 'read', ['statuses']],
  [/^(?:POST|PATCH) .*\/check-/, 'write', ['checks']],
  [/^GET .*\/check-/, 'read', ['checks']],
  [/^(?:POST|PATCH|DELETE) .*\/issues\//, 'write', ['issues', 'pull_requests']],
  [/^GET .*\/issues\//, 'read', ['issues', 'pull_requests']],
  [/^GET .*\/pulls/, 'read', ['pull_requests']],
  [/^POST .*\/deployment_protection_rule/, 'write', ['deployments']],
  [/^GET .*\/(?:actions|environments)\//, 'read', ['actions']],
  [/^GET .*\/rules\/branches\/|^GET .*\/collaborators\//, 'read', ['metadata']],
  [/^GET .*\/branches\/\{branch\}\/protection/, 'read', ['administration']],
  [/^GET \/orgs\/.*\/teams\//, 'read', ['members']],
  [/^GET .*\/(?:compare|git|contents|tarball)\//, 'read', ['contents']],
  [/^GET \/repos\/\{owner\}\/\{repo\}$/, 'read', ['metadata']],
];

/** `contents=read`, as GitHub's header names what would be enough; null: nothing is lacking. */
export function lacking(route: string, permissions: Permissions | undefined): string | null {
  if (!permissions) return null;
  const row = TABLE.find(([pattern]) => pattern.test(route));
  if (!row) return `${route} is in no table of permissions`;
  const [, level, names] = row;
  if (names.some((name) => allows(permissions, name, level))) return null;
  return names.map((name) => `${name}=${level}`).join('; ');
}

/** Whether a token may see a repository at all: one that it may not see is not there for it. */
export const sees = (token: { repositories?: readonly string[] | null }, name: string): boolean =>
  covers(token.repositories ?? null, name);
