/**
 * Takes from GitHub's published OpenAPI description what the double serves: `node scripts/github-openapi.ts FILE`, FILE being
 * `generated/api.github.com.json` of the npm package @octokit/openapi. It is too large to be installed for every test.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const OPERATIONS = [
  'GET /app',
  'GET /app/installations',
  'GET /app/hook/deliveries',
  'POST /app/hook/deliveries/{delivery_id}/attempts',
  'POST /app/installations/{installation_id}/access_tokens',
  'GET /installation/repositories',
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/installation',
  'GET /repos/{owner}/{repo}/compare/{basehead}',
  'GET /repos/{owner}/{repo}/pulls',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
  'GET /repos/{owner}/{repo}/commits/{ref}/status',
  'POST /repos/{owner}/{repo}/statuses/{sha}',
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
  'POST /repos/{owner}/{repo}/check-runs',
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
  'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
  'GET /repos/{owner}/{repo}/contents/{path}',
  'GET /repos/{owner}/{repo}/tarball/{ref}',
  'GET /repos/{owner}/{repo}/actions/runs',
  'GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals',
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments',
  'POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule',
  'GET /repos/{owner}/{repo}/environments/{environment_name}',
  'GET /repos/{owner}/{repo}/rules/branches/{branch}',
  'GET /repos/{owner}/{repo}/branches/{branch}/protection',
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
  'GET /orgs/{org}/teams/{team_slug}/members',
  'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
];

interface Description {
  info: { version: string };
  paths: Record<string, Record<string, unknown>>;
  components: Record<string, Record<string, unknown>>;
}

const [file = ''] = process.argv.slice(2);
const whole = JSON.parse(readFileSync(file, 'utf8')) as Description;
const components: Record<string, Record<string, unknown>> = {};

/** Examples are half of the description, and validate nothing. */
function lean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, inner]) =>
          !(
            ['examples', 'example', 'description', 'externalDocs', 'summary', 'x-github'].includes(key) &&
            (key !== 'description' || typeof inner === 'string')
          ),
      )
      .map(([key, inner]) => [key, lean(inner)]),
  );
}

function follow(value: unknown): void {
  if (Array.isArray(value)) for (const one of value) follow(one);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (key !== '$ref' || typeof inner !== 'string') {
        follow(inner);
        continue;
      }
      const [kind = '', name = ''] = inner.replace('#/components/', '').split('/');
      const known = components[kind] ?? {};
      components[kind] = known;
      if (known[name]) continue;
      known[name] = lean(whole.components[kind]?.[name]);
      follow(known[name]);
    }
  }
}

const paths: Record<string, Record<string, unknown>> = {};
for (const operation of OPERATIONS) {
  const [method = '', path = ''] = operation.split(' ');
  const found = whole.paths[path]?.[method.toLowerCase()];
  if (!found) throw new Error(`there is no ${operation}`);
  const kept = lean(found);
  paths[path] = { ...paths[path], [method.toLowerCase()]: kept };
  follow(kept);
}
const text = JSON.stringify({ version: whole.info.version, paths, components });
const target = join(import.meta.dirname, '..', 'test', 'github', 'openapi.json.br');
writeFileSync(target, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
console.log(`${OPERATIONS.length} operations, ${text.length} bytes`);
