/** A manifest as a value: what a test does not say is empty. */
import type { Change, Environment, Manifest } from '../../src/model.ts';

export function sampleEnvironment(over: Partial<Environment> = {}): Environment {
  return {
    name: 'production',
    deployments: ['production'],
    workflows: null,
    creators: null,
    ref: null,
    ...over,
  };
}

export function sampleManifest(over: Partial<Manifest> = {}): Manifest {
  return {
    path: 'lanekeeper.yml',
    mode: 'enforce',
    databases: [],
    environments: [sampleEnvironment()],
    code: { include: [], exclude: [] },
    consumers: [],
    telemetry: [],
    flags: null,
    approval: { approvers: ['@acme/dba', '@octocat'], expires: 259_200_000, selfApproval: false },
    rules: {},
    exemptions: [],
    rollbackKeep: null,
    changes: [],
    files: ['lanekeeper.yml'],
    ...over,
  };
}

export function sampleChange(over: Partial<Change> = {}): Change {
  return {
    path: 'lanekeeper.yml',
    line: 3,
    column: 3,
    id: 'drop-name',
    summary: '',
    owner: null,
    database: 'app',
    announced: null,
    adds: [],
    removes: ['users.name'],
    tightens: [],
    rewrites: [],
    mode: 'destructive',
    expandSoak: 0,
    dualWrite: null,
    backfill: null,
    readNew: null,
    stopOld: null,
    writers: null,
    contract: {
      soak: 0,
      deprecation: null,
      quiet: { window: 1_209_600_000, reads: 0, writes: 0, ignore: [], implicit: 'count' },
      divergence: null,
      backfill: null,
      approvals: 1,
    },
    references: null,
    ...over,
  };
}
