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

/** The permission that a route is refused without; empty where it is not known. */
export function permissionFor(route: string): string {
  return TABLE.find(([pattern]) => pattern.test(route))?.[1] ?? '';
}
