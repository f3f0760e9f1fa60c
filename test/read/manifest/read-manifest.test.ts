import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { change, DATABASE, PATH, read, valid, warnings } from './read.ts';

const DAY = 86_400_000;

describe('the whole example', () => {
  const manifest = valid(readFileSync('test/fixtures/manifests/whole.yml', 'utf8'));

  it('has its database, environments and sources', () => {
    expect(manifest.mode).toBe('enforce');
    expect(manifest.databases).toEqual([
      {
        name: 'app',
        engine: 'postgresql',
        version: 16,
        assumed: false,
        migrations: ['db/migrations'],
        framework: 'auto',
        runs: 'separately',
        telemetry: { '*': 'app-queries' },
        tables: {
          users: { rows: 50_000_000, longestCycle: null },
          reports: { rows: null, longestCycle: 92 * DAY },
        },
        defaultSchema: 'public',
      },
    ]);
    expect(manifest.environments[1]).toEqual({
      name: 'production',
      deployments: ['eu-production', 'us-production'],
      workflows: ['.github/workflows/deploy.yml'],
      creators: ['github-actions[bot]'],
      ref: null,
    });
    expect(manifest.telemetry[0]).toMatchObject({ maxAge: 900_000, maxGap: 0, tokenEnv: 'QUERY_LOG_TOKEN' });
    expect(manifest.approval).toEqual({
      approvers: ['@acme/dba', '@octocat'],
      expires: 3 * DAY,
      selfApproval: false,
    });
    expect(manifest.exemptions[0]).toMatchObject({
      rule: 'migration-edited',
      until: Date.parse('2027-02-01') - 1,
    });
  });

  it('has its changes with modes and places', () => {
    expect(manifest.changes.map(({ id, mode, line, column }) => [id, mode, line, column])).toEqual([
      ['split-user-name', 'parallel', 61, 3],
      ['drop-legacy-flags', 'destructive', 91, 3],
      ['require-email', 'tightening', 95, 3],
      ['add-order-discount', 'additive', 99, 3],
    ]);
    expect(manifest.changes[0]).toMatchObject({
      announced: Date.parse('2026-09-01'),
      expandSoak: 3_600_000,
      dualWrite: { code: ['src/users/write.ts'], flag: 'users.dual-write' },
      backfill: { rows: 50_000_000, batch: 10_000, rate: 50_000, job: 'users-name-split' },
      contract: {
        deprecation: 30 * DAY,
        divergence: { max: 0.0001, window: 7 * DAY },
        quiet: { window: 14 * DAY, ignore: ['pg_dump', 'migrator'] },
        backfill: 'required',
      },
    });
  });

  it('remembers where keys stand', () => {
    expect(manifest.places?.['telemetry.app-queries.url']).toEqual({ path: PATH, line: 39, column: 5 });
    expect(manifest.places?.['environments[1].deployments']).toMatchObject({ line: 21 });
  });
});

describe('a change of two lines', () => {
  it('gets the strict defaults', () => {
    expect(change('{ removes: [users.legacy_flags] }').contract).toEqual({
      soak: 7 * DAY,
      deprecation: null,
      quiet: { window: 14 * DAY, reads: 0, writes: 0, ignore: [], implicit: 'count' },
      divergence: null,
      backfill: null,
      approvals: 1,
    });
  });

  it('asks for its backfill where it adds and removes, and for no divergence where it writes nothing twice', () => {
    expect(change('{ adds: [a.b], removes: [a.c] }').contract).toMatchObject({
      backfill: 'required',
      divergence: null,
    });
    expect(
      change('{ removes: [a.c], adds: [a.b], migrate: { dual_write: { code: src } } }').contract.divergence,
    ).toEqual({
      max: 0,
      window: 7 * DAY,
    });
  });

  it('asks for a deprecation only where something was announced', () => {
    expect(change('{ removes: [a.b], announced: 2026-09-01 }').contract.deprecation).toBe(30 * DAY);
  });
});

describe('modes', () => {
  it.each([
    ['{ adds: [a.b] }', 'additive'],
    ['{ adds: [a.b], removes: [a.c] }', 'parallel'],
    ['{ renames: { a.b: a.c } }', 'parallel'],
    ['{ removes: [a.b] }', 'destructive'],
    ['{ tightens: [a.b] }', 'tightening'],
    ['{ rewrites: [a.b] }', 'rewrite'],
    ['{ rewrites: [a.b], tightens: [a.b] }', 'tightening'],
    ['{ adds: [a.c], rewrites: [a.b] }', 'rewrite'],
    ['{ removes: [a.c], tightens: [a.b] }', 'destructive'],
    ['{ adds: [a.c], removes: [a.d], tightens: [a.b], rewrites: [a.e] }', 'parallel'],
  ])('%s is %s', (entry, mode) => {
    expect(change(entry).mode).toBe(mode);
  });

  it('are told where several apply', () => {
    const text = `${DATABASE}changes: { x: { adds: [a.b], tightens: [a.b] } }`;
    expect(warnings(text).join('\n')).toMatch(
      /changes\.x adds, and it tightens: it counts as tightening, the strictest/,
    );
  });
});

describe('values', () => {
  it.each([
    ['90s', 90_000],
    ['15m', 900_000],
    ['36h', 36 * 3_600_000],
    ['2w', 14 * DAY],
    ['P14D', 14 * DAY],
    ['"P1DT12H"', 1.5 * DAY],
  ])('reads the duration %s', (text, milliseconds) => {
    expect(change(`{ removes: [a.b], contract: { soak: ${text} } }`).contract.soak).toBe(milliseconds);
  });

  it.each([
    ['soak: { off: we are alone }', 'soak'],
    ['divergence: { off: nothing reads it }', 'divergence'],
    ['backfill: { off: the application fills both on login }', 'backfill'],
  ] as const)('takes %s', (text, name) => {
    const { contract } = change(`{ adds: [a.c], removes: [a.b], contract: { ${text} } }`);
    expect(contract[name]).toEqual({ off: text.replace(/^.*off: (.*) }$/, '$1') });
  });

  it('reads names by the engine: folded, quoted, without the default schema', () => {
    const entry = `{ removes: [Users.Name, '"Users"."fullName"', public.users.a, billing.invoices.total, index:I, constraint:t.c, type:mood.happy, 'view:"V"'] }`;
    expect(change(entry).removes).toEqual([
      'users.name',
      '"Users"."fullName"',
      'users.a',
      'billing.invoices.total',
      'index:i',
      'constraint:t.c',
      'type:mood.happy',
      'view:"V"',
    ]);
    const mysql = valid(
      `databases: { app: { engine: mysql, version: 8.0.29, migrations: db } }\nchanges: { x: { removes: [Users.Name] } }`,
    );
    expect(mysql.changes[0]?.removes).toEqual(['"Users"."Name"']);
    expect(mysql.databases[0]).toMatchObject({ version: 8, release: '8.0.29' });
  });

  it.each([
    ['postgresql', '16.3', 16, '16.3'],
    ['postgresql', '16', 16, undefined],
    ['mysql', '8.4', 8.4, undefined],
    ['mariadb', '10.10', 10.1, '10.10'],
    ['sqlite', '3.45.1', 3.45, '3.45.1'],
  ])('reads %s %s', (engine, text, version, release) => {
    const [database] = valid(
      `databases: { app: { engine: ${engine}, version: ${text}, migrations: db } }`,
    ).databases;
    expect([database?.version, database?.release, database?.assumed]).toEqual([version, release, false]);
  });

  it('assumes the newest version aloud', () => {
    const text = 'databases: { app: { engine: postgresql, migrations: db } }';
    expect(valid(text).databases[0]).toMatchObject({ version: 18, assumed: true });
    expect(warnings(text)).toEqual([
      expect.stringMatching(/^1:14 databases\.app names no version: PostgreSQL 18 is assumed/),
    ]);
  });

  it('reads what is kept for a rollback', () => {
    expect(valid(`${DATABASE}rollback: { keep: 7d }`).rollbackKeep).toEqual({ duration: 7 * DAY });
    expect(valid(`${DATABASE}rollback: { keep: 5 deployments }`).rollbackKeep).toEqual({ deployments: 5 });
  });

  it('reads sources from files under path or url', () => {
    const text = `${DATABASE}telemetry: { a: { type: file, path: a.json }, b: { type: file, url: b.json } }\nflags: { type: file, path: flags.json }`;
    expect(valid(text).telemetry.map(({ url }) => url)).toEqual(['a.json', 'b.json']);
    expect(valid(text).flags).toEqual({ type: 'file', url: 'flags.json', tokenEnv: null });
  });
});

describe('defaults', () => {
  const DEFAULTS =
    'defaults: { expand: { soak: 2h }, contract: { soak: 3d, quiet: { window: 28d, ignore: [pg_dump] }, divergence: { max: 0.01 }, deprecation: 60d, approvals: 2 } }';

  it('hold for every change that says nothing else', () => {
    const own = change('{ removes: [a.b], contract: { quiet: { reads: 5 } } }', DEFAULTS);
    expect(own.expandSoak).toBe(7_200_000);
    expect(own.contract).toMatchObject({
      soak: 3 * DAY,
      deprecation: null,
      quiet: { window: 28 * DAY, reads: 5, ignore: ['pg_dump'] },
      divergence: null,
      approvals: 2,
    });
  });

  it('are joined key by key, and yield to what a change says', () => {
    const entry =
      '{ adds: [a.c], removes: [a.b], announced: 2026-09-01, contract: { soak: 9d, divergence: { window: 1d } } }';
    expect(change(entry, DEFAULTS).contract).toMatchObject({
      soak: 9 * DAY,
      deprecation: 60 * DAY,
      divergence: { max: 0.01, window: DAY },
    });
  });
});

describe('anchors, aliases and merge keys', () => {
  it('work, written keys first', () => {
    const text = `${DATABASE}changes:\n  a: { removes: [t.a], contract: &c { soak: 1d, approvals: 3 } }\n  b: { removes: [t.b], contract: *c }\n  d: { removes: [t.d], contract: { soak: 2d, <<: *c } }\n`;
    expect(valid(text).changes.map(({ contract }) => [contract.soak, contract.approvals])).toEqual([
      [DAY, 3],
      [DAY, 3],
      [2 * DAY, 3],
    ]);
  });
});

it('warns of what will stop the first contract', () => {
  const found = warnings(`${DATABASE}changes: { x: { removes: [a.b] } }`).join('\n');
  expect(found).toMatch(/no 'environments'/);
  expect(found).toMatch(/no 'approval\.approvers'/);
  expect(found).toMatch(/databases\.app has no 'telemetry'/);
  expect(warnings(`${DATABASE}changes:\n`)).toEqual([]);
});

it('says that there is none', () => {
  expect(read('').state).toBe('invalid');
});
