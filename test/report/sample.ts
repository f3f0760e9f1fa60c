/** Decisions for the tests of the report, told in few words. */
import type { AttributedEffect, Decision, Finding, Lane, Status } from '../../src/model.ts';

export const NOW = Date.parse('2026-11-01T00:00:00Z');
const BASE = '1f2e3d4c5b6a79880716253443526170deadbeef';
const HEAD = '9a8b7c6d5e4f30211203f4e5d6c7b8a9cafebabe';

export function sampleFinding(status: Status, parts: Partial<Finding> = {}): Finding {
  return {
    rule: 'soak',
    status,
    change: 'split-user-name',
    phase: 'contract',
    environment: 'production',
    path: null,
    line: null,
    column: null,
    message: 'Code free of users.name has been live in production for 9 days; the limit is 7 days.',
    why: '',
    seen: '',
    next: '',
    until: null,
    evidence: [],
    ...parts,
  };
}

const QUIET = sampleFinding('wait', {
  rule: 'quiet',
  path: 'db/migrations/0007_drop_name.sql',
  line: 1,
  column: 1,
  message: 'users.name was read 1,204 times in the last 14 days; the limit is 0.',
  short: 'users.name still read by billing (1,204 in 14 d)',
  limit: '0 reads in 14 days',
  why: 'after DROP COLUMN these statements fail.',
  seen: 'billing 1,204 (last 3 h ago), others 0; coverage 99.97 % of 14 d, 2 of 2 sources.',
  next: 'move billing off users.name. If it stops today, this clears by itself on 2026-11-15.',
  until: Date.parse('2026-11-15T00:00:00Z'),
  evidence: [
    {
      source: 'query-log app-queries',
      at: NOW - 600_000,
      url: 'https://query-log.internal.acme.example/v1/usage',
      value: { reads: 1204, by: [{ service: 'billing', reads: 1204 }] },
    },
  ],
});

const RENAME = sampleFinding('block', {
  rule: 'in-place-change',
  change: null,
  phase: 'in-place',
  environment: null,
  path: 'db/migrations/0008_rename.sql',
  line: 3,
  column: 1,
  message: 'users.email would be renamed to users.mail in one step.',
  why: 'code that is deployed before it fails on the old name, code deployed after it on the new one.',
  next: [
    'declare the rename, and add the new column first:',
    'changes:',
    '  rename-users-email:',
    '    renames: { users.email: users.mail }',
  ].join('\n'),
});

const DEPRECATION = sampleFinding('wait', {
  rule: 'deprecation',
  environment: null,
  message: 'The deprecation window of split-user-name runs for 30 days from 2026-10-20.',
  limit: '30 days',
  until: Date.parse('2026-11-19T00:00:00Z'),
});

const TIMEOUT = sampleFinding('warn', {
  rule: 'lock-timeout',
  change: null,
  phase: null,
  environment: null,
  path: 'db/migrations/0007_drop_name.sql',
  line: 1,
  column: 1,
  message: 'ALTER TABLE users waits for its lock without a limit.',
  next: "SET lock_timeout = '2s'; before it.",
});

const DROP: AttributedEffect = {
  kind: 'removes',
  object: 'users.name',
  objectKind: 'column',
  table: 'users',
  phase: 'contract',
  load: 'instant',
  locks: [{ object: 'users', mode: 'ACCESS EXCLUSIVE' }],
  operation: 'drop-column',
  statement: 'ALTER TABLE users DROP COLUMN name',
  fresh: false,
  dependents: [{ object: 'view:active_users', kind: 'view' }],
  instead: [],
  why: 'users.name is gone for every statement that names it.',
  path: 'db/migrations/0007_drop_name.sql',
  line: 1,
  column: 1,
  change: 'split-user-name',
  database: 'app',
};

export const LANE: Lane = {
  change: 'split-user-name',
  mode: 'parallel',
  summary: 'Split users.name into first_name and last_name',
  environments: {
    staging: { expand: 'live', migrate: 'live', contract: 'wait' },
    production: { expand: 'live', migrate: 'partial', contract: 'none' },
  },
};

/** A contract that waits, beside a rename that blocks: everything that a report can show is in it. */
export function sampleDecision(parts: Partial<Decision> = {}): Decision {
  return {
    now: NOW,
    subject: {
      kind: 'pull_request',
      base: BASE,
      head: HEAD,
      mergeBase: BASE,
      number: 12,
      author: 'hubot',
      lastPusher: 'hubot',
    },
    verdict: {
      word: 'block',
      findings: [sampleFinding('ok'), TIMEOUT, QUIET, DEPRECATION, RENAME],
      exemptions: [
        {
          rule: 'online-ddl',
          path: 'db/migrations/0006_index.sql',
          line: 2,
          reason: 'the table is rebuilt every night',
          until: null,
          by: 'comment',
          state: 'used',
          note: '',
        },
        {
          rule: 'quiet',
          path: 'db/migrations/0007_drop_name.sql',
          line: null,
          reason: 'nobody reads it',
          until: Date.parse('2027-01-31T23:59:59Z'),
          by: 'manifest',
          state: 'refused',
          note: 'quiet protects data and cannot be exempted',
        },
      ],
      override: null,
      wouldBe: null,
    },
    effects: [DROP],
    lanes: [LANE],
    plans: [
      {
        change: 'split-user-name',
        rows: 50_000_000,
        batch: 10_000,
        batches: 5000,
        rate: 50_000,
        ideal: 1_000_000,
        planned: 10_000_000,
      },
    ],
    horizon: [
      { environment: 'staging', now: HEAD, after: HEAD },
      { environment: 'production', now: BASE, after: HEAD },
    ],
    evidence: {
      deployments: [
        { environment: 'production', commit: BASE, state: 'success', at: '2026-10-01T10:00:00Z' },
      ],
    },
    notes: ['Nothing names the engine: PostgreSQL 18 is taken.'],
    ...parts,
  };
}

/** Only the finding that waits. */
export function waitingDecision(): Decision {
  const sample = sampleDecision();
  return { ...sample, verdict: { ...sample.verdict, word: 'wait', findings: [QUIET], exemptions: [] } };
}

/** Everything is met and nothing is to be told. */
export function settledDecision(): Decision {
  const sample = sampleDecision({ notes: [], plans: [] });
  const findings = [
    sampleFinding('ok'),
    sampleFinding('ok', { rule: 'quiet', message: 'users.name was not queried.' }),
  ];
  return { ...sample, verdict: { ...sample.verdict, word: 'pass', findings, exemptions: [] } };
}

/** A block that somebody who may let it through did let through. */
export function overriddenDecision(): Decision {
  const sample = sampleDecision();
  const override = {
    by: 'octocat',
    reason: 'incident 42: @everyone knows',
    at: NOW,
    url: 'https://github.com/acme/app/pull/12',
  };
  return { ...sample, verdict: { ...sample.verdict, word: 'pass', override } };
}

/** Observe mode: it passes, and says what it would have been. */
export function observedDecision(): Decision {
  const sample = waitingDecision();
  return { ...sample, verdict: { ...sample.verdict, word: 'pass', wouldBe: 'wait' } };
}

/** A pull request that touches nothing. */
export function emptyDecision(): Decision {
  return sampleDecision({
    verdict: { word: 'pass', findings: [], exemptions: [], override: null, wouldBe: null },
    ...{ effects: [], lanes: [], plans: [], horizon: [], notes: [], evidence: {} },
  });
}

/** The same text wherever a pull request can put some. */
export function hostileDecision(text: string): Decision {
  const finding = (status: Status): Finding => ({
    ...sampleFinding(status, { line: 1, column: 1, until: NOW }),
    ...{ rule: text, change: text, phase: text, environment: text, path: text },
    ...{ message: text, why: text, seen: text, next: `${text}\n${text}`, limit: text, short: text },
    evidence: [{ source: text, at: NOW, url: text, value: { [text]: text } }],
  });
  const at = { path: text, line: 1, reason: text, until: NOW, note: text };
  return sampleDecision({
    subject: { kind: 'deployment', base: text, head: text, environment: text },
    verdict: {
      word: 'block',
      findings: (['block', 'wait', 'warn', 'ok'] as const).map(finding),
      exemptions: [{ rule: text, ...at, by: 'comment', state: 'refused' }],
      override: { by: text, reason: text, at: NOW, url: text },
      wouldBe: null,
    },
    effects: [{ ...DROP, path: text, object: text, statement: text, change: text, instead: [text] }],
    lanes: [{ change: text, mode: 'parallel', summary: text, environments: { [text]: { [text]: 'live' } } }],
    plans: [{ change: text, rows: 1, batch: 1, batches: 1, rate: 1, ideal: 1, planned: 1 }],
    horizon: [{ environment: text, now: text, after: null }],
    evidence: { [text]: text },
    notes: [text],
  });
}
