/** Clients of GitHub, one for each installation: tokens are Probot's matter, limits and tries are the client's. */
import { githubOver, type Octokit } from '../github/client.ts';
import { fetchOverHttp } from '../github/fetch-over-http.ts';
import type { Github } from '../github/github.ts';

export interface Installations {
  /** A client of its own for each decision, so that its requests are counted. */
  of(installation: number): Promise<Github>;
  /** One that may read that repository; null: the App is not installed there. */
  reading(repository: string): Promise<Github | null>;
  /** The App itself, by its JSON Web Token. */
  app(): Promise<Github>;
}

/** As Probot hands them out: without a number, the App's own. */
export type Authenticate = (installation?: number) => Promise<Octokit>;

export function installationsBy(authenticate: Authenticate): Installations {
  const octokits = new Map<number, Promise<Octokit>>();
  const octokitOf = (installation: number): Promise<Octokit> => {
    const known = octokits.get(installation) ?? authenticate(installation);
    octokits.set(installation, known);
    known.catch(() => octokits.delete(installation));
    return known;
  };
  const client = (octokit: Octokit): Github => githubOver(octokit, { fetch: fetchOverHttp });
  const app = async (): Promise<Github> => client(await authenticate());
  return {
    app,
    of: async (installation) => client(await octokitOf(installation)),
    reading: async (repository) => {
      const [owner = '', repo = ''] = repository.split('/');
      const route = 'GET /repos/{owner}/{repo}/installation';
      const found = await (await app())
        .request<{ id: number }>(route, { owner, repo })
        .catch((error: unknown) => {
          if (typeof error === 'object' && error !== null && 'status' in error && error.status === 404)
            return null;
          throw error;
        });
      return found === null ? null : client(await octokitOf(found.data.id));
    },
  };
}
