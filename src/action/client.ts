/** The client that a run of the action asks GitHub by: with the workflow's token, through the runner's proxy where it has one. */
import { getOctokit } from '@actions/github';
import { githubOver } from '../github/client.ts';
import { fetchOverHttp } from '../github/fetch-over-http.ts';
import type { Github } from '../github/github.ts';
import { loadUndici } from '../github/undici-when-asked.ts';

/** In all, a run may ask GitHub for this long. */
const WHOLE_LIMIT = 10 * 60_000;

const PROXIES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

export async function clientFor(token: string, env: NodeJS.ProcessEnv = process.env): Promise<Github> {
  if (!PROXIES.some((name) => env[name])) {
    const octokit = getOctokit(token, { request: { fetch: fetchOverHttp } });
    return githubOver(octokit, { wholeLimit: WHOLE_LIMIT, fetch: fetchOverHttp });
  }
  await loadUndici();
  return githubOver(getOctokit(token), { wholeLimit: WHOLE_LIMIT });
}
