/** The client that a run of the action asks GitHub by: with the workflow's token, through the runner's proxy where it has one. */
import { getOctokit } from '@actions/github';
import { githubOver, type Octokit } from '../github/client.ts';
import { fetchOverHttp } from '../github/fetch-over-http.ts';
import type { Github } from '../github/github.ts';
import { loadUndici } from '../github/undici-when-asked.ts';

/** In all, a run may ask GitHub for this long. */
const WHOLE_LIMIT = 10 * 60_000;

const PROXIES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

const plain = (address: string | undefined): string => (address ?? '').replace(/\/+$/, '');

/** An octokit at the addresses that the runner names. Source: the default variables of GitHub's documentation of Actions. */
function octokitAt(token: string, env: NodeJS.ProcessEnv, options: object): Octokit {
  const baseUrl = plain(env.GITHUB_API_URL) || 'https://api.github.com';
  const { request, graphql } = getOctokit(token, { baseUrl, ...options });
  const url = plain(env.GITHUB_GRAPHQL_URL);
  return { request, graphql: url === '' ? graphql : graphql.defaults({ url, baseUrl: url }) };
}

export async function clientFor(token: string, env: NodeJS.ProcessEnv = process.env): Promise<Github> {
  if (!PROXIES.some((name) => env[name])) {
    const octokit = octokitAt(token, env, { request: { fetch: fetchOverHttp } });
    return githubOver(octokit, { wholeLimit: WHOLE_LIMIT, fetch: fetchOverHttp });
  }
  await loadUndici();
  return githubOver(octokitAt(token, env, {}), { wholeLimit: WHOLE_LIMIT });
}
