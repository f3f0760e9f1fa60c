import { describe, expect, it } from 'vitest';
import { DATABASE, mistakes } from './read.ts';

/** What is wrong with a key at the top, below one line for the database. */
const top = (text: string): string[] => mistakes(`${DATABASE}${text}`);
const inChange = (entry: string): string[] => top(`changes:\n  x: ${entry}`);

describe('each mistake has its place, what was found and what was expected', () => {
  it.each<[string, string[]]>([
    ['mode: observ', ["2:7 mode is 'observ'; expected one of enforce, observe; did you mean 'observe'?"]],
    ['version: 2', ['2:10 version is 2; expected 1']],
    ['environment: []', ["2:1 unknown key 'environment' in the manifest; did you mean 'environments'?"]],
    [
      'include: ../x.yml',
      ["2:10 include is '../x.yml'; expected a path inside the repository, without '..'"],
    ],
    [
      'include: /etc/x.yml',
      ["2:10 include is '/etc/x.yml'; expected a path relative to the repository, not an absolute one"],
    ],
    [
      'rules: { quiet: off }',
      [
        "2:17 rules.quiet is 'off'; expected block: 'quiet' protects data and cannot be weakened (an override lets one pull request through)",
      ],
    ],
    ['rules: { online-dll: warn }', ["2:10 unknown key 'online-dll' in rules; did you mean 'online-ddl'?"]],
    [
      'approval: { approvers: [octocat] }',
      [
        "2:25 approval.approvers[0] is 'octocat'; expected a user or team with @, such as @octocat or @acme/dba",
      ],
    ],
    ['approval: { self_approval: yes }', ["2:28 approval.self_approval is 'yes'; expected true or false"]],
    [
      'rollback: { keep: 0d }',
      ["2:19 rollback.keep is '0d'; expected a duration above zero such as 7d, or 5 deployments"],
    ],
    ['environments: [{ name: a }, { name: a }]', ["2:37 the environment 'a' is here twice; keep one"]],
    [
      'environments: [{ nam: a }]',
      [
        "2:16 environments[0] has no 'name'; expected the name of an environment",
        "2:18 unknown key 'nam' in environments[0]; did you mean 'name'?",
      ],
    ],
    [
      'environments: [{ name: a, deployments: { ref: x, names: [b] } }]',
      ["2:42 unknown key 'ref' in environments[0].deployments; expected one of names, workflows, creators"],
    ],
    [
      'consumers: [{ repository: billing }]',
      ["2:27 consumers[0].repository is 'billing'; expected a repository such as acme/billing"],
    ],
    [
      'exemptions: [{ rule: quiet, path: a, reason: b }]',
      [
        "2:22 exemptions[0].rule is 'quiet'; expected another rule: 'quiet' protects data and cannot be exempted (an override lets one pull request through)",
      ],
    ],
    [
      'exemptions: [{ rule: online_ddl, path: a, reason: b }]',
      [
        "2:22 exemptions[0].rule is 'online_ddl'; expected the id of a rule, such as online-ddl; did you mean 'online-ddl'?",
      ],
    ],
    [
      'exemptions: [{ rule: online-ddl, path: a }]',
      ["2:14 exemptions[0] has no 'reason'; expected a reason in words"],
    ],
    [
      'exemptions: [{ rule: online-ddl, path: a, reason: b, until: 2027-02-30 }]',
      ["2:61 exemptions[0].until is '2027-02-30'; expected a day such as 2027-01-31"],
    ],
    [
      'telemetry: { a: { type: query-logs } }',
      [
        "2:25 telemetry.a.type is 'query-logs'; expected one of query-log, prometheus, file; did you mean 'query-log'?",
      ],
    ],
    [
      'telemetry: { a: { type: file } }',
      ["2:14 telemetry.a has no 'path'; expected the path of a JSON file, relative to this manifest"],
    ],
    ['mode: enforce\nmode: observe', ["3:1 the key 'mode' is here twice; the first is on line 2: keep one"]],
    [
      'mode: *who',
      [
        "2:7 found the alias '*who'; expected an anchor '&who' before it",
        '2:7 mode is empty; expected one of enforce, observe',
      ],
    ],
    ['__proto__: {}', ['2:1 found a key that is not plain text; expected a word followed by a colon']],
    ['? [a, b]\n: c', ['2:3 found a key that is not plain text; expected a word followed by a colon']],
  ])('%s', (text, expected) => {
    expect(top(text)).toEqual(expected);
  });
});

describe('changes', () => {
  it.each<[string, RegExp[]]>([
    ['', [/^3:6 changes\.x is empty; expected a map such as \{ removes: \[users\.legacy_flags\] \}$/]],
    [
      '{}',
      [
        /^3:3 changes\.x changes nothing; expected at least one of adds, removes, renames, tightens, rewrites$/,
      ],
    ],
    [
      '{ removes: [a.b], contrat: {} }',
      [/^3:24 unknown key 'contrat' in changes\.x; did you mean 'contract'\?$/],
    ],
    [
      '{ removes: [a.b], soak: 3d }',
      [/^3:24 unknown key 'soak' in changes\.x; it belongs under 'expand' or 'contract'$/],
    ],
    ['{ removes: [a.b], dual_write: {} }', [/it belongs under 'migrate'$/]],
    [
      '{ removes: a.b }',
      [/^3:17 changes\.x\.removes is 'a\.b'; expected a list of objects such as \[users\.name\]$/],
    ],
    ['{ removes: [] }', [/changes\.x\.removes is an empty list/]],
    [
      '{ removes: [a b] }',
      [/^3:18 'a b' is no name of a schema object; expected a name such as table, table\.column/],
    ],
    ['{ removes: [tabel:a] }', [/no name of a schema object/]],
    ['{ removes: [public.users] }', [/for the table write 'users'/]],
    ['{ removes: [a.b, A.B] }', [/^3:23 'a\.b' is twice in what changes\.x removes; keep one$/]],
    ['{ adds: [a.b], removes: [a.b] }', [/both adds and removes 'a\.b'/]],
    ['{ renames: { users.name: full_name } }', [/from 'users\.name', a column, to 'full_name', a table/]],
    [
      '{ removes: [a.b], database: ap }',
      [/changes\.x\.database is 'ap', which is not under 'databases'; did you mean 'app'\?/],
    ],
    ['{ removes: [a.b], announced: soon }', [/announced is 'soon'; expected a day such as 2026-09-01/]],
    [
      '{ removes: [a.b], contract: { soak: off } }',
      [/contract\.soak is 'off'; expected a duration above zero such as 7d, or \{ off: reason \}/],
    ],
    [
      '{ removes: [a.b], contract: { soak: 0s } }',
      [/contract\.soak is '0s'; expected a duration above zero/],
    ],
    ['{ removes: [a.b], contract: { soak: 7 } }', [/contract\.soak is 7; expected a duration above zero/]],
    ['{ removes: [a.b], contract: { soak: 7000w } }', [/contract\.soak is '7000w'/]],
    [
      '{ removes: [a.b], contract: { soak: { off: } } }',
      [/contract\.soak\.off is empty; expected a reason in words/],
    ],
    ['{ removes: [a.b], contract: { quiet: off } }', [/contract\.quiet is 'off'; .*cannot be switched off/]],
    [
      '{ removes: [a.b], contract: { quiet: { off: x } } }',
      [/unknown key 'off' in .*quiet cannot be switched off/],
    ],
    [
      '{ removes: [a.b], contract: { quiet: { window: 0d } } }',
      [/quiet\.window is '0d'; expected a duration above zero/],
    ],
    [
      '{ removes: [a.b], contract: { approvals: 0 } }',
      [/approvals is 0; expected a whole number from 1 on; approvals cannot be switched off/],
    ],
    ['{ removes: [a.b], contract: { approvals: 1.5 } }', [/approvals is 1\.5/]],
    ['{ removes: [a.b], contract: { approvals: off } }', [/approvals is 'off'/]],
    [
      '{ removes: [a.b], contract: { divergence: { max: 1 } } }',
      [/divergence\.max is 1; expected a share from 0 to below 1/],
    ],
    [
      '{ removes: [a.b], contract: { divergence: { maxi: 0 } } }',
      [/unknown key 'maxi' in .*; did you mean 'max'\?/],
    ],
    [
      '{ removes: [a.b], contract: { backfill: off } }',
      [/backfill is 'off'; expected 'required', or \{ off: reason \}/],
    ],
    [
      '{ removes: [a.b], contract: { deprecation: 30d } }',
      [/deprecation counts from 'announced', which this change does not have/],
    ],
    ['{ removes: [a.b], references: { patterns: ["(a"] } }', [/references\.patterns\[0\] cannot be used/]],
    [
      '{ adds: [a.b], migrate: { dual_write: { flag: f } } }',
      [/changes\.x\.migrate\.dual_write has no 'code'/],
    ],
    [
      '{ adds: [a.b], migrate: { backfill: { rate: 50_000 } } }',
      [/rate is '50_000'; expected a rate above zero such as 50_000\/s/],
    ],
    [
      '{ adds: [a.b], migrate: { backfill: { batch: 0 } } }',
      [/batch is 0; expected a whole number from 1 on/],
    ],
    ['{ adds: [a.b], migrate: { stop_old: { code: ["*(a|b)"] } } }', [/expected a glob without/]],
  ])('%s', (entry, expected) => {
    const found = inChange(entry);
    expect(found).toHaveLength(expected.length);
    expected.forEach((pattern, index) => {
      expect(found[index]).toMatch(pattern);
    });
  });

  it.each(['Split_User', 'a--b', '-a', 'ä', 'manifest'])('refuses the id %s', (id) => {
    expect(top(`changes:\n  ${id}: { adds: [a.b] }`)).toEqual([
      expect.stringMatching(/^3:3 the (?:key|change) '/),
    ]);
  });

  it('cannot both remove one object', () => {
    expect(top('changes:\n  a: { removes: [t.x] }\n  b: { removes: [T.x] }')).toEqual([
      "4:18 changes.b and changes.a both remove 't.x'; one contract is one change's: take it out of one",
    ]);
  });

  it('name their database where there are several', () => {
    const text =
      'databases:\n  a: { engine: postgresql, version: 17, migrations: x }\n  b: { engine: postgresql, version: 17, migrations: y }\nchanges: { z: { adds: [t.x] } }';
    expect(mistakes(text)).toEqual([
      "4:12 changes.z has no 'database', and there are several; expected one of a, b",
    ]);
  });
});

describe('databases', () => {
  it.each<[string, RegExp]>([
    [
      '{ engine: postgres, migrations: db }',
      /engine is 'postgres'; expected one of postgresql, mysql, mariadb, sqlite; did you mean 'postgresql'\?/,
    ],
    ['{ engine: postgresql, version: 17 }', /databases\.app has no 'migrations'; expected a path or glob/],
    [
      '{ engine: postgresql, version: 99, migrations: db }',
      /version is '99'; expected a version of PostgreSQL from 9 to 30/,
    ],
    ['{ engine: sqlite, version: 17, migrations: db }', /expected a version of SQLite 3/],
    [
      '{ engine: postgresql, version: new, migrations: db }',
      /version is 'new'; expected a version such as 16 or 8\.4/,
    ],
    [
      '{ engine: postgresql, version: 17, migrations: db, telemetry: queries }',
      /telemetry is 'queries', which is not a key under 'telemetry'/,
    ],
    ['{ engine: postgresql, version: 17, migrations: db, framework: flywya }', /did you mean 'flyway'\?/],
    ['{ engine: postgresql, version: 17, migrations: db, tables: { users.name: { rows: 1 } } }', /^$/],
    [
      '{ engine: postgresql, version: 17, migrations: db, tables: { "a b": { rows: 1 } } }',
      /tables has 'a b'; expected a table/,
    ],
    [
      '{ engine: postgresql, version: 17, migrations: db, tables: { users: { row: 1 } } }',
      /did you mean 'rows'\?/,
    ],
  ])('%s', (entry, expected) => {
    expect(mistakes(`databases: { app: ${entry} }`).join('\n')).toMatch(expected);
  });

  it('are needed', () => {
    expect(mistakes('mode: enforce')).toEqual([
      "1:1 the manifest has no 'databases'; expected a map of databases",
    ]);
    expect(mistakes('databases: {}')).toEqual([
      '1:1 databases is an empty map; expected at least one database',
    ]);
    expect(mistakes('')).toEqual([
      "1:1 the manifest is empty; expected a map with 'databases' and 'changes'",
    ]);
  });
});

describe('addresses and secrets', () => {
  const source = (rest: string): string[] => top(`telemetry: { a: { type: query-log, ${rest} } }`);

  it.each([
    'https://a.example',
    'https://a.example:8443/x',
    'http://localhost:9',
    'http://127.0.0.1:1/',
    'http://[::1]:8080',
  ])('takes %s', (url) => {
    expect(source(`url: "${url}"`)).toEqual([]);
  });

  it.each([
    'http://a.example',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'ftp://a',
    'https://u:p@a.example',
    'https://a.example/#x',
    'https://a.example/?token=x',
    'https://',
    'a.example',
    'https://a b',
    'http://2130706433.example',
  ])('refuses %s', (url) => {
    const found = source(`url: "${url}"`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/expected an https address/);
  });

  it.each([
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'AKIAIOSFODNN7EXAMPLE',
    'glpat-abc',
    'eyJhbGciOi.J9',
    'A1B2C3D4E5F6A7B8C9D0E1',
  ])('refuses the literal secret %s and does not print it', (secret) => {
    const found = source(`url: https://a.example, token_env: ${secret}`).join('\n');
    expect(found).toMatch(/expected the NAME of an environment variable/);
    expect(found).not.toContain(secret);
  });

  it('shows what stands in a database that is called auth', () => {
    expect(mistakes('databases: { auth: { engine: pg, migrations: db } }')[0]).toMatch(
      /databases\.auth\.engine is 'pg'/,
    );
  });

  it('does not print what stands under an unknown key or in an address', () => {
    const found = source('url: "https://me:hunter2@a.example", token: hunter2, password: hunter2').join('\n');
    expect(found).toMatch(/unknown key 'token'/);
    expect(found).not.toContain('hunter2');
  });
});

it('tells all at once, in order of place, and none that follows from another', () => {
  const found = top(
    'mode: observ\nenvironments: [{ nam: a }]\nchanges:\n  a: { removes: t.x, databas: app }\n  b: { removes: [t y], contract: { soak: off } }\n  c: {}',
  );
  expect(found.map((mistake) => mistake.slice(0, 30))).toEqual([
    "2:7 mode is 'observ'; expected",
    "3:16 environments[0] has no 'n",
    "3:18 unknown key 'nam' in envi",
    "5:17 changes.a.removes is 't.x",
    "5:22 unknown key 'databas' in ",
    "6:18 't y' is no name of a sch",
    '6:42 changes.b.contract.soak i',
    '7:3 changes.c changes nothing;',
  ]);
});
