/** Records of deployments as GraphQL tells them: what it leaves out is not nothing. */
import { describe, expect, it } from 'vitest';
import type { Github } from '../../../src/github/github.ts';
import { readDeploymentRecords } from '../../../src/read/github/deployments.ts';
import { readManifest } from '../../../src/read/manifest.ts';

const MANIFEST = `version: 1
databases: { app: { engine: postgresql, version: 16, migrations: db/migrations } }
environments: [{ name: production }]
`;

const read = readManifest([{ path: 'lanekeeper.yml', text: MANIFEST }], 'lanekeeper.yml');
const environments = read.state === 'valid' ? read.manifest.environments : [];

const at = '2026-09-01T09:00:00Z';
const creator = { __typename: 'Bot', login: 'github-actions' };
const status = { state: 'SUCCESS', createdAt: at, logUrl: null, creator };
const row = (statuses: unknown[]) => ({
  ...{ databaseId: 1, createdAt: at, environment: 'production', latestEnvironment: 'production' },
  ...{ commitOid: 'a'.repeat(40), commit: null, creator },
  statuses: { nodes: statuses, pageInfo: { hasNextPage: false } },
});

const answering = (nodes: unknown[]): Github => ({
  made: { rest: 0, graphql: 0 },
  request: async () => Promise.reject(new Error('nothing is asked by REST')),
  tarball: async () => Promise.reject(new Error('no archive is asked for')),
  graphql: async <T>() =>
    ({ repository: { d0: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } } }) as T,
});

const recordsOf = async (nodes: unknown[]) =>
  (await readDeploymentRecords(answering(nodes), { repository: 'acme/shop', environments, since: 0 }))
    .records;

describe('deployments', () => {
  it('are an attempt from their beginning, and each of its states', async () => {
    const states = (await recordsOf([row([status])])).map(({ state }) => state);
    expect(states).toEqual(['pending', 'success']);
  });

  it.each([
    ['one', [null, row([status])]],
    ['a status of one', [row([null, status])]],
  ])('of which %s is left out are not known', async (_, nodes) => {
    await expect(recordsOf(nodes)).rejects.toMatchObject({ trouble: 'malformed' });
  });
});
