/** Apps, installations and whole repositories in the shapes of GitHub's description. */
import type { App, Installation } from './apps.ts';
import { minimalRepository, simpleUser } from './bodies.ts';
import { type Hosted, user } from './state.ts';

const API = 'https://api.github.test';
const WEB = 'https://github.test';
const MADE = '2026-01-01T00:00:00Z';

export function integrationBody({ id, slug, clientId, permissions, events }: App): Record<string, unknown> {
  return {
    ...{ id, slug, permissions, events },
    client_id: clientId,
    node_id: `A_${id}`,
    owner: simpleUser(user('acme')),
    name: slug,
    description: null,
    external_url: WEB,
    html_url: `${WEB}/apps/${slug}`,
    created_at: MADE,
    updated_at: MADE,
    installations_count: 1,
  };
}

export function installationBody(installation: Installation): Record<string, unknown> {
  const { id, app, account, permissions, suspended, repositories } = installation;
  return {
    ...{ id, permissions },
    // The description of the list asks it to be a user and an enterprise at once.
    account: {
      ...simpleUser(user(account)),
      name: account,
      slug: account,
      created_at: MADE,
      updated_at: MADE,
    },
    app_id: app.id,
    app_slug: app.slug,
    client_id: app.clientId,
    target_id: 1,
    target_type: 'Organization',
    single_file_name: null,
    repository_selection: repositories === null ? 'all' : 'selected',
    access_tokens_url: `${API}/app/installations/${id}/access_tokens`,
    html_url: `${WEB}/organizations/${account}/settings/installations/${id}`,
    repositories_url: `${API}/installation/repositories`,
    events: app.events,
    created_at: MADE,
    updated_at: MADE,
    suspended_by: null,
    suspended_at: suspended ? MADE : null,
  };
}

/** A repository as routes about one give it, and as events carry it. */
export function fullRepository(hosted: Hosted): Record<string, unknown> {
  const git = `git://github.test/${hosted.name}.git`;
  const counts = ['forks', 'open_issues', 'stargazers', 'watchers'];
  return {
    ...minimalRepository(hosted),
    ...Object.fromEntries(counts.map((name) => [`${name}_count`, 0])),
    ...{ forks: 0, open_issues: 0, watchers: 0, size: 1 },
    ...{ has_downloads: true, has_issues: true, has_projects: false, has_wiki: false, has_pages: false },
    ...{ archived: false, disabled: false, allow_forking: true, is_template: false, visibility: 'public' },
    ...{ web_commit_signoff_required: false, topics: [], has_discussions: false },
    ...{ clone_url: `${WEB}/${hosted.name}.git`, ssh_url: `git@github.test:${hosted.name}.git` },
    ...{ git_url: git, svn_url: `${WEB}/${hosted.name}`, mirror_url: null, homepage: null },
    ...{ language: null, license: null, pushed_at: MADE, created_at: MADE, updated_at: MADE },
  };
}
