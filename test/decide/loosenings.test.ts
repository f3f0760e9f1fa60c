import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLoosenings } from '../../src/decide/loosenings.ts';
import type { Manifest } from '../../src/model.ts';
import { readManifest } from '../../src/read/manifest.ts';

const BASE = `
mode: enforce
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations, telemetry: queries, tables: { users: { rows: 50_000_000, longest_cycle: 92d } } }
environments:
  - name: staging
  - { name: production, deployments: { names: [eu, us], workflows: [.github/workflows/deploy.yml], creators: [bot] } }
code: { include: [src/**, lib/**], exclude: [scripts/**, "!docs/sql.md"] }
consumers: [{ repository: acme/billing, environments: { production: prod } }]
telemetry:
  queries: { type: query-log, url: https://q.example, token_env: Q_TOKEN, sources: [a, b], max_age: 15m, max_gap: 1m }
flags: { type: ofrep, url: https://f.example, token_env: F_TOKEN }
approval: { approvers: ["@acme/dba"], expires: 3d, self_approval: false }
rules: { lock-timeout: block, soak: warn }
rollback: { keep: 7d }
exemptions:
  - { rule: online-ddl, path: db/1.sql, reason: small then, until: 2027-01-31 }
defaults: { expand: { soak: 1h }, contract: { soak: 7d, quiet: { window: 20d } } }
changes:
  split:
    announced: 2026-09-01
    adds: [users.a, users.b]
    removes: [users.name]
    expand: { soak: 2h }
    migrate:
      dual_write: { code: [src/w.ts], flag: w }
      backfill: { rows: 10, batch: 5, rate: 5/s, job: copy }
      read_new: { code: [src/r.ts], flag: r }
      stop_old: { code: [src/**] }
    contract:
      soak: 7d
      deprecation: 30d
      quiet: { window: 14d, reads: 1, writes: 1, ignore: [pg_dump] }
      divergence: { max: 0.01, window: 7d }
      approvals: 2
  require-email:
    tightens: [users.email]
    writers: { code: [src/w.ts, src/i.ts] }
    references: { patterns: ["email_address"] }
  drop:
    removes: [users.old]
`;

function manifest(text: string): Manifest {
  const reading = readManifest([{ path: 'lanekeeper.yml', text }], 'lanekeeper.yml');
  if (reading.state !== 'valid') throw new Error(JSON.stringify(reading));
  return reading.manifest;
}

const from = manifest(BASE);

/** The loosenings after replacing a piece of the base's text. */
function loosened(piece: string | RegExp, by: string): string[] {
  const text = BASE.replace(piece, by);
  if (text === BASE) throw new Error(`nothing replaced by ${by}`);
  return findLoosenings(from, manifest(text)).map(({ line, message }) => `${line} ${message}`);
}

it('finds nothing between a manifest and itself', () => {
  expect(findLoosenings(from, from)).toEqual([]);
});

describe('loosens', () => {
  it.each<[string, string | RegExp, string, string]>([
    ['observing', 'mode: enforce', 'mode: observe', 'mode goes from enforce to observe'],
    [
      'another engine',
      'engine: postgresql, version: 16',
      'engine: mysql, version: 8.4',
      'databases.app.engine goes from postgresql to mysql',
    ],
    ['another version', 'version: 16', 'version: 17', 'databases.app.version goes from 16 to 17'],
    [
      'other migrations',
      'migrations: db/migrations',
      'migrations: db',
      'databases.app.migrations goes from [db/migrations] to [db]',
    ],
    [
      'another framework',
      'version: 16',
      'version: 16, framework: flyway',
      'databases.app.framework goes from auto to flyway',
    ],
    [
      'code that does not wait',
      'version: 16',
      'version: 16, runs: before-code',
      'databases.app.runs goes from separately to before-code',
    ],
    [
      'no telemetry',
      ', telemetry: queries',
      '',
      'databases.app.telemetry of staging goes from queries to none',
    ],
    [
      'telemetry of one environment',
      'telemetry: queries,',
      'telemetry: { production: queries },',
      'databases.app.telemetry of staging goes from queries to none',
    ],
    [
      'fewer rows',
      'rows: 50_000_000',
      'rows: 900',
      'databases.app.tables.users.rows goes from 50,000,000 to 900',
    ],
    [
      'a shorter cycle',
      'longest_cycle: 92d',
      'longest_cycle: 9d',
      'longest_cycle goes from 92 days to 9 days',
    ],
    ['a small table', 'tables: {', 'tables: { t: { rows: 5 },', 'databases.app.tables.t.rows says 5'],
    ['fewer environments', '  - name: staging\n', '', 'environments loses staging'],
    [
      'another order',
      /( {2}- name: staging\n)(.*\n)/,
      '$2$1',
      'environments come in another order: production, staging',
    ],
    ['fewer deployments', 'names: [eu, us]', 'names: [eu]', 'names of the environment production loses us'],
    [
      'wider workflows',
      'workflows: [',
      'workflows: [x.yml, ',
      'workflows of the environment production gains x.yml',
    ],
    ['any creator', ', creators: [bot]', '', 'creators of the environment production is taken away'],
    [
      'a ref',
      '- name: staging',
      '- { name: staging, deployments: { ref: x } }',
      'ref of the environment staging goes from none to x',
    ],
    ['less code', 'include: [src/**, lib/**]', 'include: [src/**]', 'code.include loses lib/**'],
    ['more that is no code', 'exclude: [', 'exclude: [src/a/**, ', 'code.exclude gains src/a/**'],
    ['less taken away from it', ', "!docs/sql.md"', '', 'code.exclude loses !docs/sql.md'],
    ['no consumer', /consumers: .*/, '', 'the consumer acme/billing is taken out'],
    [
      'another environment of a consumer',
      'production: prod',
      'production: test',
      'environments of the consumer acme/billing goes from',
    ],
    [
      'another address',
      'https://q.example',
      'https://evil.example',
      'telemetry.queries.url goes from https://q.example to https://evil.example',
    ],
    ['another token', 'Q_TOKEN', 'F_TOKEN', 'telemetry.queries.token_env goes'],
    ['fewer sources', 'sources: [a, b]', 'sources: [a]', 'telemetry.queries.sources loses b'],
    ['sources by the answer', 'sources: [a, b], ', '', 'telemetry.queries.sources goes from [a, b] to none'],
    ['older records', 'max_age: 15m', 'max_age: 16m', 'telemetry.queries.max_age goes from 15 min to 16 min'],
    ['wider gaps', 'max_gap: 1m', 'max_gap: 2m', 'telemetry.queries.max_gap goes from 1 min to 2 min'],
    ['other flags', 'https://f.example', 'https://g.example', 'flags goes from'],
    ['more approvers', '["@acme/dba"]', '["@acme/dba", "@me"]', 'approval.approvers gains @me'],
    ['longer approvals', 'expires: 3d', 'expires: 4d', 'approval.expires goes from 3 days to 4 days'],
    [
      'own approvals',
      'self_approval: false',
      'self_approval: true',
      'approval.self_approval goes from false to true',
    ],
    [
      'a weaker rule',
      'lock-timeout: block',
      'lock-timeout: warn',
      'rules.lock-timeout goes from block to warn',
    ],
    ['a rule as it is made', 'lock-timeout: block, ', '', 'rules.lock-timeout goes from block to default'],
    ['a rule that is off', 'soak: warn', 'soak: off', 'rules.soak goes from warn to off'],
    [
      'another exemption',
      'exemptions:\n',
      'exemptions:\n  - { rule: soak, path: x, reason: y }\n',
      'a new exemption from soak for x, for ever',
    ],
    [
      'a longer exemption',
      '2027-01-31',
      '2027-02-01',
      'a new exemption from online-ddl for db/1.sql, until 2027-02-01',
    ],
    [
      'an exemption without end',
      ', until: 2027-01-31',
      '',
      'a new exemption from online-ddl for db/1.sql, for ever',
    ],
    ['less to roll back to', 'keep: 7d', 'keep: 6d', 'rollback.keep goes from 7 days to 6 days'],
    ['another kind of that', 'keep: 7d', 'keep: 99 deployments', 'rollback.keep goes from'],
    ['nothing of that', 'rollback: { keep: 7d }', '', 'rollback.keep is taken away'],
    [
      'lower defaults',
      'soak: 7d, quiet: { window: 20d }',
      'soak: 6d, quiet: { window: 20d }',
      'defaults.contract.soak goes from 7 days to 6 days',
    ],
    [
      'an earlier announcement',
      '2026-09-01',
      '2026-08-01',
      'changes.split.announced goes back from 2026-09-01 to 2026-08-01',
    ],
    [
      'no announcement',
      / {4}announced.*\n| {6}deprecation: 30d\n/g,
      '',
      'changes.split.contract.deprecation is no longer asked, it was 30 days',
    ],
    ['fewer objects', 'adds: [users.a, users.b]', 'adds: [users.a]', 'changes.split.adds loses users.b'],
    [
      'a borrowed announcement',
      'removes: [users.name]',
      'removes: [users.name, users.z]',
      'which would borrow its announcement',
    ],
    ['a shorter expand', 'expand: { soak: 2h }', '', 'changes.split.expand.soak goes from 2 h to 1 h'],
    ['no dual write', / {6}dual_write: .*\n/, '', 'changes.split.migrate.dual_write is taken out'],
    [
      'other code',
      'code: [src/r.ts]',
      'code: [src/q.ts]',
      'changes.split.migrate.read_new.code goes from [src/r.ts] to [src/q.ts]',
    ],
    ['no flag', ', flag: r', '', 'changes.split.migrate.read_new.flag goes from r to none'],
    ['another job', 'job: copy', 'job: other', 'changes.split.migrate.backfill.job goes from copy to other'],
    ['no backfill', / {6}backfill: .*\n/, '', 'changes.split.migrate.backfill is taken out'],
    [
      'fewer writers',
      'code: [src/w.ts, src/i.ts]',
      'code: [src/w.ts]',
      'changes.require-email.writers loses src/i.ts',
    ],
    ['other references', 'email_address', 'email_addresses', 'changes.require-email.references goes from'],
    [
      'a shorter soak',
      '      soak: 7d',
      '      soak: 6d',
      'changes.split.contract.soak goes from 7 days to 6 days',
    ],
    [
      'no soak',
      '      soak: 7d',
      '      soak: { off: hurry }',
      'changes.split.contract.soak is switched off (hurry), it was 7 days',
    ],
    [
      'a shorter window',
      'window: 14d',
      'window: 13d',
      'changes.split.contract.quiet.window goes from 14 days to 13 days',
    ],
    ['more reads', 'reads: 1', 'reads: 2', 'changes.split.contract.quiet.reads goes from 1 to 2'],
    ['more writes', 'writes: 1', 'writes: 2', 'changes.split.contract.quiet.writes goes from 1 to 2'],
    [
      'more that is ignored',
      'ignore: [',
      'ignore: [billing, ',
      'changes.split.contract.quiet.ignore gains billing',
    ],
    ['stars', 'ignore: [', 'implicit: allow, ignore: [', 'quiet.implicit goes from count to allow'],
    [
      'more divergence',
      'max: 0.01',
      'max: 0.02',
      'changes.split.contract.divergence.max goes from 0.01 to 0.02',
    ],
    [
      'divergence for less time',
      'max: 0.01, window: 7d',
      'max: 0.01, window: 6d',
      'changes.split.contract.divergence.window goes from 7 days to 6 days',
    ],
    [
      'no divergence',
      'divergence: { max: 0.01, window: 7d }',
      'divergence: { off: why }',
      'changes.split.contract.divergence is switched off (why)',
    ],
    [
      'a backfill that is not asked',
      'approvals: 2',
      'backfill: { off: why }',
      'changes.split.contract.backfill is switched off (why)',
    ],
    ['fewer approvals', 'approvals: 2', 'approvals: 1', 'changes.split.contract.approvals goes from 2 to 1'],
  ])('%s', (_name, piece, by, expected) => {
    const found = loosened(piece, by);
    expect(
      found.some((message) => message.includes(expected)),
      found.join('\n'),
    ).toBe(true);
  });

  it('a change that is taken out, named so that the rule can see whether it is done', () => {
    const found = findLoosenings(from, manifest(BASE.replace(/ {2}drop:\n.*\n/, '')));
    expect(found).toEqual([
      expect.objectContaining({ removedChange: 'drop', path: 'lanekeeper.yml', line: 19 }),
    ]);
  });

  it('a database that may claim the migrations of another', () => {
    const two = (migrations: string): Manifest => ({
      ...from,
      databases: [
        ...from.databases,
        {
          ...manifest(`databases: { two: { engine: sqlite, version: 3.45, migrations: ${migrations} } }`)
            .databases[0],
          name: 'two',
        } as Manifest['databases'][number],
      ],
    });
    for (const glob of ['db/migrations/two', 'db', 'db/**', '"*/migrations"', '"**"', './db/migrations/']) {
      expect(findLoosenings(from, two(glob))).toMatchObject([
        { message: 'the new database two may claim migrations of app' },
      ]);
    }
    for (const glob of ['other', 'db/other', 'db/migrations_two/*.sql'])
      expect(findLoosenings(from, two(glob))).toEqual([]);
  });

  it('says where it stands', () => {
    expect(loosened('https://q.example', 'https://r.example')[0]).toMatch(/^11 /);
    expect(loosened('expires: 3d', 'expires: 4d')[0]).toMatch(/^13 /);
  });
});

describe('does not loosen', () => {
  it.each<[string, string | RegExp, string]>([
    [
      'a new change, whatever it switches off',
      'changes:\n',
      'changes:\n  x: { removes: [users.q], contract: { soak: { off: why } } }\n',
    ],
    ['a longer soak', '      soak: 7d', '      soak: 8d'],
    ['a longer window', 'window: 14d', 'window: 15d'],
    ['fewer reads', 'reads: 1', 'reads: 0'],
    ['more approvals', 'approvals: 2', 'approvals: 3'],
    ['fewer approvers', '["@acme/dba"]', '["@ACME/dba"]'],
    ['shorter approvals', 'expires: 3d', 'expires: 2d'],
    ['a stricter rule', 'soak: warn', 'soak: block'],
    ['a shorter exemption', '2027-01-31', '2027-01-30'],
    ['no exemption', /exemptions:\n.*\n/, ''],
    ['another reason', 'small then', 'it was empty'],
    ['more environments', 'environments:\n', 'environments:\n  - name: dev\n'],
    ['more deployments', 'names: [eu, us]', 'names: [eu, us, ap]'],
    ['more code', 'include: [src/**, lib/**]', 'include: [src/**, lib/**, app/**]'],
    ['all code', 'include: [src/**, lib/**], ', ''],
    ['less that is no code', 'exclude: [scripts/**, ', 'exclude: ['],
    ['one more consumer', 'consumers: [', 'consumers: [{ repository: a/b }, '],
    ['more sources', 'sources: [a, b]', 'sources: [a, b, c]'],
    ['more rows', 'rows: 50_000_000', 'rows: 60_000_000'],
    ['a size that is large anyway', 'tables: {', 'tables: { t: { rows: 2_000_000 },'],
    ['a later announcement', '2026-09-01', '2026-09-02'],
    ['one more object that is added', 'adds: [users.a, users.b]', 'adds: [users.a, users.b, users.c]'],
    [
      'one more object that is removed at full price',
      'removes: [users.old]',
      'removes: [users.old, users.older]',
    ],
    ['more writers', 'code: [src/w.ts, src/i.ts]', 'code: [src/w.ts, src/i.ts, src/j.ts]'],
    ['another plan for the backfill', 'rows: 10, batch: 5, rate: 5/s', 'rows: 99, batch: 1, rate: 9/s'],
    [
      'another owner and summary',
      '    announced: 2026-09-01',
      '    announced: 2026-09-01\n    owner: me\n    summary: words',
    ],
    ['other spelling', 'migrations: db/migrations', 'migrations: [db/migrations]'],
    ['a stricter default', 'quiet: { window: 20d }', 'quiet: { window: 21d }'],
  ])('%s', (_name, piece, by) => {
    expect(loosened(piece, by)).toEqual([]);
  });

  it('what is named for the first time', () => {
    const bare = manifest('databases: { app: { engine: postgresql, version: 17, migrations: db } }');
    const named = manifest(
      'databases: { app: { engine: postgresql, version: 17, migrations: db, telemetry: q } }\ntelemetry: { q: { type: file, path: q.json } }\nflags: { type: file, path: f.json }\napproval: { approvers: ["@me"] }',
    );
    expect(findLoosenings(bare, named)).toEqual([]);
  });
});

/** One number that a requirement is made of, and whether more of it asks more. */
interface Knob {
  name: string;
  turn: (manifest: Manifest, by: number) => void;
  stricter: 1 | -1;
}

const first = (manifest: Manifest) => {
  const [change] = manifest.changes;
  if (!change) throw new Error('no change');
  return change;
};
const asNumber = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

const KNOBS: Knob[] = [
  {
    name: 'soak',
    stricter: 1,
    turn: (m, by) => {
      first(m).contract.soak = asNumber(first(m).contract.soak) + by;
    },
  },
  {
    name: 'deprecation',
    stricter: 1,
    turn: (m, by) => {
      first(m).contract.deprecation = asNumber(first(m).contract.deprecation) + by;
    },
  },
  {
    name: 'window',
    stricter: 1,
    turn: (m, by) => {
      first(m).contract.quiet.window += by;
    },
  },
  {
    name: 'reads',
    stricter: -1,
    turn: (m, by) => {
      first(m).contract.quiet.reads += by;
    },
  },
  {
    name: 'writes',
    stricter: -1,
    turn: (m, by) => {
      first(m).contract.quiet.writes += by;
    },
  },
  {
    name: 'approvals',
    stricter: 1,
    turn: (m, by) => {
      first(m).contract.approvals += by;
    },
  },
  {
    name: 'expand soak',
    stricter: 1,
    turn: (m, by) => {
      first(m).expandSoak += by;
    },
  },
  {
    name: 'announced',
    stricter: 1,
    turn: (m, by) => {
      first(m).announced = (first(m).announced ?? 0) + by;
    },
  },
  {
    name: 'expires',
    stricter: -1,
    turn: (m, by) => {
      m.approval.expires += by;
    },
  },
  {
    name: 'max age',
    stricter: -1,
    turn: (m, by) => {
      for (const source of m.telemetry) source.maxAge += by;
    },
  },
  {
    name: 'max gap',
    stricter: -1,
    turn: (m, by) => {
      for (const source of m.telemetry) source.maxGap += by;
    },
  },
  {
    name: 'keep',
    stricter: 1,
    turn: (m, by) => {
      if (m.rollbackKeep && 'duration' in m.rollbackKeep)
        m.rollbackKeep = { duration: m.rollbackKeep.duration + by };
    },
  },
  {
    name: 'default soak',
    stricter: 1,
    turn: (m, by) => {
      if (m.defaults) m.defaults.contract.soak = asNumber(m.defaults.contract.soak) + by;
    },
  },
  {
    name: 'cycle',
    stricter: 1,
    turn: (m, by) => {
      for (const table of Object.values(m.databases[0]?.tables ?? {}))
        table.longestCycle = (table.longestCycle ?? 0) + by;
    },
  },
  {
    name: 'rows',
    stricter: 1,
    turn: (m, by) => {
      for (const table of Object.values(m.databases[0]?.tables ?? {})) table.rows = (table.rows ?? 0) + by;
    },
  },
];

const turns = fc.array(
  fc.record({ knob: fc.constantFrom(...KNOBS), by: fc.integer({ min: 1, max: 1000 }) }),
  { maxLength: 8 },
);

describe('any edits', () => {
  const turned = (edits: { knob: Knob; by: number }[], sign: 1 | -1, start = from): Manifest => {
    const to = structuredClone(start);
    for (const { knob, by } of edits) knob.turn(to, by * knob.stricter * sign);
    return to;
  };

  it('that only tighten give none', () => {
    fc.assert(
      fc.property(turns, (edits) => {
        expect(findLoosenings(from, turned(edits, 1))).toEqual([]);
      }),
    );
  });

  it('of which one lowers give one, however much others tighten', () => {
    fc.assert(
      fc.property(turns, fc.constantFrom(...KNOBS), fc.integer({ min: 1, max: 1000 }), (edits, knob, by) => {
        const others = edits.filter((edit) => edit.knob.name !== knob.name);
        const to = turned([{ knob, by }], -1, turned(others, 1));
        expect(findLoosenings(from, to)).toHaveLength(1);
      }),
    );
  });

  it('of lists of trust: what joins is told, what leaves is not', () => {
    const logins = fc.uniqueArray(fc.constantFrom('@a', '@b', '@c', '@d'), { minLength: 1 });
    fc.assert(
      fc.property(logins, logins, (before, after) => {
        const at = (approvers: string[]): Manifest => ({
          ...from,
          approval: { ...from.approval, approvers },
        });
        const joins = after.some((login) => !before.includes(login));
        expect(findLoosenings(at(before), at(after))).toHaveLength(joins ? 1 : 0);
      }),
    );
  });

  it('end, whatever the keys hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const table = { rows: 5, longestCycle: null };
        const to = structuredClone(from);
        for (const database of to.databases)
          Object.defineProperty(database.tables, name, { value: table, enumerable: true });
        to.rules[name] = 'off';
        for (const { path, line } of findLoosenings(from, to))
          expect([path, line > 0]).toEqual(['lanekeeper.yml', true]);
      }),
    );
  });
});
