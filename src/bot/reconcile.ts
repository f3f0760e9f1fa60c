/**
 * What a bot that was away must catch up on, and what comes true by time alone: all open pull requests that wait, of all
 * repositories with a manifest; deployments that wait; deliveries that did not arrive. It costs a request for 100 repositories,
 * another for 25 that have a manifest and open pull requests, two for each with deployments that wait, and decisions only
 * for what waits.
 */
import type { Github } from '../github/github.ts';
import { isWorthAsking } from '../hosted/sweep.ts';
import { listOpenPulls } from '../read/github/open-pulls.ts';
import { type RepositoryPulls, waitingPulls, withManifest } from '../read/github/waiting-pulls.ts';
import type { Gates } from './gates.ts';
import type { Hint } from './hint.ts';
import type { Installations } from './installations.ts';

export interface ReconcileAt {
  /** Whose statuses are ours; null: not known yet. */
  login: () => string | null;
  installations: Installations;
  gates: Gates;
  /** Told of every repository with a manifest. */
  found: (repository: string, installation: number) => void;
  put: (hints: readonly Hint[]) => Promise<void>;
  /** Told of an installation that could not be looked at; the others are. */
  failed: (installation: number, error: unknown) => void;
}

const PAGE = 100;

async function pages<T>(ask: (page: number) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page += 1) {
    const rows = await ask(page);
    all.push(...rows);
    if (rows.length < PAGE) return all;
  }
}

async function installationIds(app: Github): Promise<number[]> {
  const rows = await pages(async (page) => {
    const parameters = { per_page: PAGE, page };
    const { data } = await app.request<{ id: number; suspended_at: string | null }[]>(
      'GET /app/installations',
      parameters,
    );
    return data;
  });
  return rows.filter(({ suspended_at }) => suspended_at === null).map(({ id }) => id);
}

async function repositoryIds(github: Github): Promise<string[]> {
  return await pages(async (page) => {
    const parameters = { per_page: PAGE, page };
    const { data } = await github.request<{ repositories: { node_id: string }[] }>(
      'GET /installation/repositories',
      parameters,
    );
    return data.repositories.map(({ node_id }) => node_id);
  });
}

interface For {
  installation: number;
  repository: string;
  id: string;
  as: string | null;
}

const pullHints = ({ installation, repository, id, as }: For, pulls: RepositoryPulls['pulls']): Hint[] =>
  pulls
    .filter((one) => isWorthAsking(one, as))
    .map(({ number, baseRef, head }) => ({
      ...{ id: `${id}.${repository}#${number}`, installation, repository },
      about: { kind: 'pull', number, baseRef, head },
    }));

/** One installation: what waits goes into the queue. `id` tells this time from others. */
export async function reconcileOne(at: ReconcileAt, installation: number, id: string): Promise<void> {
  const github = await at.installations.of(installation);
  const found = await withManifest(github, await repositoryIds(github));
  for (const { name } of found) at.found(name, installation);
  const open = found.filter(({ openPulls }) => openPulls > 0).map((one) => one.id);
  for (const { name, isCut, pulls } of await waitingPulls(github, open)) {
    const all = isCut ? await listOpenPulls(github, name) : pulls;
    await at.put(pullHints({ installation, repository: name, id, as: at.login() }, all));
  }
  for (const { name, hasWaiting } of found)
    if (hasWaiting) await at.gates.find(github, installation, name, id);
}

/** All of them. Throws where GitHub does not tell which there are. */
export async function reconcile(at: ReconcileAt, id: string): Promise<void> {
  const app = await at.installations.app();
  for (const installation of await installationIds(app)) {
    await reconcileOne(at, installation, id).catch((error: unknown) => at.failed(installation, error));
  }
  await redeliver(app);
}

interface DeliveryRow {
  id: number;
  guid: string;
  status_code: number;
  delivered_at: string;
}

/** GitHub sends nothing again by itself. What failed within the last day and was not taken since is asked for. */
async function redeliver(app: Github): Promise<void> {
  const { data } = await app.request<DeliveryRow[]>('GET /app/hook/deliveries', { per_page: PAGE });
  const arrived = new Set(data.filter(({ status_code }) => status_code < 300).map(({ guid }) => guid));
  const lost = new Map(data.filter(({ guid }) => !arrived.has(guid)).map(({ guid, id }) => [guid, id]));
  for (const delivery_id of lost.values())
    await app.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id });
}
