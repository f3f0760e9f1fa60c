/** Whom one asks GitHub by: with a token, at the addresses that a runner names, through its proxy where it has one. */
import { getOctokit } from '@actions/github';
import { type ClientOptions, githubOver, type Octokit } from './client.ts';
import { fetchOverHttp } from './fetch-over-http.ts';
import type { Github } from './github.ts';
import { loadUndici } from './undici-when-asked.ts';

const PROXIES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

const plain = (address: string | undefined): string => (address ?? '').replace(/\/+$/, '');

/** An octokit at the addresses that the runner names. Source: the default variables of GitHub's documentation of Actions. */
function octokitAt(token: string, env: NodeJS.ProcessEnv, options: object): Octokit {
  const baseUrl = plain(env.GITHUB_API_URL) || 'https://api.github.com';
  const { request, graphql } = getOctokit(token, { baseUrl, ...options });
  const url = plain(env.GITHUB_GRAPHQL_URL);
  return { request, graphql: url === '' ? graphql : graphql.defaults({ url, baseUrl: url }) };
}

export async function openGithub(
  token: string,
  env: NodeJS.ProcessEnv,
  options: ClientOptions = {},
): Promise<Github> {
  if (!PROXIES.some((name) => env[name])) {
    const octokit = octokitAt(token, env, { request: { fetch: fetchOverHttp } });
    return githubOver(octokit, { ...options, fetch: fetchOverHttp });
  }
  await loadUndici();
  return githubOver(octokitAt(token, env, {}), options);
}
