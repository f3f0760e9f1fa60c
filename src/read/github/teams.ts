/** Who is in which team. A team that cannot be read is no team without members. */
import { type Github, GithubError } from '../../github/github.ts';

/** `@acme/dba` in its two parts; null: it names a person. */
export function teamOf(approver: string): { org: string; team: string } | null {
  const [, org, team] = /^@?([^/]+)\/([^/]+)$/.exec(approver) ?? [];
  return org !== undefined && team !== undefined ? { org, team } : null;
}

/** Whether somebody is in a team, or in a team below it. Throws `GithubError` where the token may not know. */
export async function isMember(github: Github, approver: string, login: string): Promise<boolean> {
  const name = teamOf(approver);
  if (!name) return false;
  const parameters = { org: name.org, team_slug: name.team };
  const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
  try {
    const { data } = await github.request<{ state?: unknown }>(route, { ...parameters, username: login });
    return data.state === 'active';
  } catch (error) {
    if (!(error instanceof GithubError) || error.status !== 404) throw error;
  }
  // The same answer for "not a member" and "you may not see that team": only the second must not be taken for the first.
  await github.request('GET /orgs/{org}/teams/{team_slug}/members', { ...parameters, per_page: 1 });
  return false;
}

const plain = (login: string): string => login.replace(/^@/, '').toLowerCase();

/** The teams among the approvers that each person is in. Who is named by himself is not looked for in any. */
export async function membersOf(
  github: Github,
  approvers: readonly string[],
  logins: readonly string[],
): Promise<Record<string, string[]>> {
  const teams: Record<string, string[]> = {};
  const named = approvers.map(plain);
  const others = [...new Set(logins)].filter((login) => !named.includes(plain(login)));
  for (const approver of approvers.filter((one) => teamOf(one) !== null)) {
    teams[approver] = [];
    for (const login of others) {
      if (await isMember(github, approver, login)) teams[approver].push(login);
    }
  }
  return teams;
}
