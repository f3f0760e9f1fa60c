/** Which permission a route needs, for messages. Source: GitHub's table of permissions required for GitHub Apps. */

const TABLE: readonly (readonly [RegExp, string])[] = [
  [/\/statuses\b/, 'Commit statuses: write (in a workflow: statuses: write)'],
  [/\/check-(?:runs|suites)\b/, 'Checks: write (in a workflow: checks: write)'],
  [/^(?:POST|PATCH|DELETE) .*\/issues\//, 'Pull requests: write (in a workflow: pull-requests: write)'],
  [/\/issues\b|\/pulls\b/, 'Pull requests: read (in a workflow: pull-requests: read)'],
  [/deployment_protection_rule/, 'Deployments: write'],
  [/\/deployments\b/, 'Deployments: read (in a workflow: deployments: read)'],
  [/\/environments\b|\/actions\//, 'Actions: read (in a workflow: actions: read)'],
  [
    /^GET \/orgs\/[^ ]*teams/,
    'Members: read, which no workflow token has: the token of an App of your own has it',
  ],
  [/\/collaborators\//, 'Metadata: read, by a token that may see the collaborators'],
  [/\/branches\/[^ ]*protection/, 'Administration: read'],
  [/\/(?:compare|git|contents|tarball|commits)\b/, 'Contents: read (in a workflow: contents: read)'],
];

const CONTENTS = 'Contents: read (in a workflow: contents: read)';
const PULLS = 'Pull requests: read (in a workflow: pull-requests: read)';

/** Of our GraphQL queries, by their names: GitHub documents permissions of routes, and asks the same of the fields. */
const QUERIES: Readonly<Record<string, string>> = {
  PullRequest:
    'Contents, Pull requests, Checks and Commit statuses: read (in a workflow: contents, pull-requests, checks and statuses: read)',
  PullEnds: PULLS,
  Comments: PULLS,
  Merged: PULLS,
  PullsOfCommit: `${PULLS} and ${CONTENTS}`,
  OpenPulls: `${PULLS} and Commit statuses: read (in a workflow: statuses: read)`,
  MergeQueue: `${PULLS} and, for an App, Merge queues: read`,
  Deployments: 'Deployments: read (in a workflow: deployments: read)',
  Objects: CONTENTS,
  Blobs: CONTENTS,
  Trees: CONTENTS,
  Resolve: CONTENTS,
  DefaultBranch: CONTENTS,
};

/** Of the fields that our queries ask, where GitHub says which one was refused; the innermost that is known counts. */
const FIELDS: Readonly<Record<string, string>> = {
  pullRequest: PULLS,
  pullRequests: PULLS,
  comments: PULLS,
  associatedPullRequests: PULLS,
  object: CONTENTS,
  ref: CONTENTS,
  baseRef: CONTENTS,
  defaultBranchRef: CONTENTS,
  deployments: QUERIES.Deployments ?? '',
  mergeQueue: QUERIES.MergeQueue ?? '',
  checkSuites: 'Checks: read (in a workflow: checks: read)',
  status: 'Commit statuses: read (in a workflow: statuses: read)',
};

/** The permission that a field is refused without; empty where it is not known. Aliased fields are known by their query. */
export function permissionForField(path: readonly unknown[]): string {
  const known = path.findLast((field) => typeof field === 'string' && Object.hasOwn(FIELDS, field));
  return typeof known === 'string' ? (FIELDS[known] ?? '') : '';
}

/** The permission that a route, or a query by its name, is refused without; empty where it is not known. */
export function permissionFor(asked: string): string {
  return QUERIES[asked] ?? TABLE.find(([pattern]) => pattern.test(asked))?.[1] ?? '';
}
