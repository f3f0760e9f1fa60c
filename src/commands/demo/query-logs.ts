/** The query logs of the shop: the real server, one for each environment, which is told over HTTP what ran. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { tallyOn } from '../../query-log/count-runs.ts';
import { renderMetrics } from '../../query-log/metrics.ts';
import { LIMITS } from '../../query-log/serve/limits.ts';
import type { Served } from '../../query-log/serve/served.ts';
import { type RunningQueryLog, startServer } from '../../query-log/serve/server.ts';
import type { Grant } from '../../query-log/serve/tokens.ts';
import { openStore } from '../../query-log/store/sqlite.ts';
import type { Store } from '../../query-log/store.ts';
import { objectsOfDump } from '../query-log/serve/objects-of-dump.ts';
import { EXPAND, START } from './shop.ts';
import type { Reads, Telemetry } from './telemetry.ts';

const DATABASE = 'app';
const SOURCE = 'pg-primary';
/** Since long before the story begins. */
const BEGINNING = '2026-06-01T00:00:00Z';
const DAY = 86_400_000;
const HOST = '127.0.0.1';

/** What the schema comes to once the new columns are there: as `pg_dump --schema-only` would write it. */
const SCHEMA = [START['db/migrations/0001_create_users.sql'], ...Object.values(EXPAND)].join('');

interface QueryLog {
  environment: string;
  store: Store;
  /** Empty: whoever is on this machine may ask. */
  grants: Grant[];
  server: RunningQueryLog;
}

const iso = (time: number): string => new Date(time).toISOString();

async function openLog(environment: string, folder: string): Promise<QueryLog> {
  const store = openStore(join(folder, `${environment}.sqlite`));
  store.putCatalog({ database: DATABASE, from: null, ddl: SCHEMA, objects: await objectsOfDump(SCHEMA) });
  const sampling = { mode: 'full', rate: 1 } as const;
  const sources = [{ id: SOURCE, kind: 'records', required: true, sampling }];
  const served: Served = {
    store,
    databases: [{ name: DATABASE, aliases: [], sources }],
    limits: LIMITS,
    now: Date.now,
    tally: await tallyOn(store),
    metrics: renderMetrics,
    collectors: () => [],
  };
  const grants: Grant[] = [];
  const server = await startServer({ served, grants, host: HOST, port: 0, log: () => {} });
  return { environment, store, grants, server };
}

async function send(log: QueryLog, method: string, path: string, type: string, body: string): Promise<void> {
  const answer = await fetch(`http://${HOST}:${log.server.port}${path}`, {
    method,
    headers: { 'content-type': type },
    body,
  });
  if (!answer.ok) throw new Error(`the query log of ${log.environment} refused: ${await answer.text()}`);
}

const statementsOf = (now: number, reads: readonly Reads[]): object[] => [
  {
    time: iso(now - 1000),
    statement: 'SELECT id, first_name, last_name FROM users WHERE id = $1',
    service: 'shop',
    user: 'svc_shop',
    runs: 91_233_411,
  },
  ...reads.map(({ service, count, ago }) => ({
    time: iso(now - ago),
    statement: 'SELECT name FROM users WHERE id = $1',
    service,
    user: `svc_${service}`,
    runs: count,
  })),
];

export class QueryLogs implements Telemetry {
  readonly manifest: NonNullable<Telemetry['manifest']>;
  private readonly logs: QueryLog[];
  private readonly folder: string;
  private seen = BEGINNING;

  private constructor(logs: QueryLog[], folder: string) {
    this.logs = logs;
    this.folder = folder;
    const keys = logs.map(({ environment, server }) => {
      const url = `http://${HOST}:${server.port}`;
      return `  ${environment}-queries: { type: query-log, url: "${url}", sources: [${SOURCE}] }\n`;
    });
    const each = logs.map(({ environment }) => `${environment}: ${environment}-queries`);
    this.manifest = { ofDatabase: `{ ${each.join(', ')} }`, telemetry: `telemetry:\n${keys.join('')}` };
  }

  /** `folder`: where the stores lie; it goes with `stop`. */
  static async start(environments: readonly string[], folder: string): Promise<QueryLogs> {
    const logs: QueryLog[] = [];
    for (const environment of environments) logs.push(await openLog(environment, folder));
    return new QueryLogs(logs, folder);
  }

  async backfill(now: string, state: 'running' | 'complete', done: number): Promise<void> {
    const progress = { state, total: 50_000_000, done, rate: 50_000, updated_at: now };
    await this.tellEach('PUT', '/v1/backfills/users-name-split', progress);
  }

  /** The comparer reports once a day. */
  async compare(from: string, to: string): Promise<void> {
    for (let at = Date.parse(from); at < Date.parse(to); at += DAY) {
      const found = { at: iso(at), compared: 150_000, diverged: at === Date.parse(from) ? 12 : 0 };
      await this.tellEach('POST', '/v1/comparisons/split-user-name', found);
    }
  }

  async watch(now: string, reads: Record<string, Reads[]>): Promise<void> {
    const covered = { source: SOURCE, covered_from: this.seen, covered_to: now };
    for (const log of this.logs) {
      const lines = [...statementsOf(Date.parse(now), reads[log.environment] ?? []), covered];
      const body = lines.map((line) => `${JSON.stringify({ ...line, source: SOURCE })}\n`).join('');
      await send(log, 'POST', `/v1/records?database=${DATABASE}`, 'application/x-ndjson', body);
    }
    this.seen = now;
  }

  /** They ask for a token that nobody has. */
  async without<T>(work: () => Promise<T>): Promise<T> {
    for (const { grants } of this.logs) grants.push({ token: randomUUID(), scopes: ['read'] });
    try {
      return await work();
    } finally {
      for (const { grants } of this.logs) grants.length = 0;
    }
  }

  async stop(): Promise<void> {
    await this.silence();
    for (const { store } of this.logs) store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async silence(): Promise<void> {
    for (const { server } of this.logs) await server.stop();
  }

  private async tellEach(method: string, path: string, value: object): Promise<void> {
    for (const log of this.logs) await send(log, method, path, 'application/json', JSON.stringify(value));
  }
}
