import { describe, expect, it } from 'vitest';
import type { Exemption } from '../../src/model.ts';
import { writeText } from '../../src/report/text.ts';
import {
  NOW,
  overriddenDecision,
  sampleDecision,
  sampleFinding,
  settledDecision,
  waitingDecision,
} from './sample.ts';

const plain = (decision = sampleDecision()): string => writeText(decision, { color: false });

describe('writeText', () => {
  it('puts a finding into the four lines', () => {
    expect(plain(waitingDecision())).toContain(
      [
        'quiet   wait   db/migrations/0007_drop_name.sql:1   split-user-name, contract, production',
        '  users.name was read 1,204 times in the last 14 days; the limit is 0.',
        '  Why:  after DROP COLUMN these statements fail.',
        '  Seen: billing 1,204 (last 3 h ago), others 0; coverage 99.97 % of 14 d, 2 of 2 sources.',
        '  Do:   move billing off users.name. If it stops today, this clears by itself on 2026-11-15.',
        '',
      ].join('\n'),
    );
  });

  it('begins with the verdict and shows the worst first, what is met last', () => {
    const text = plain();
    expect(text.split('\n')[0]).toBe('block   1 blocks, 2 wait, 1 warns, 1 met');
    const order = ['in-place-change   block', 'quiet   wait', 'lock-timeout   warn', 'soak: Code free'];
    const places = order.map((start) => text.indexOf(start));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it('leaves out lines that are empty', () => {
    const [finding] = [sampleFinding('warn', { message: 'It is so.' })];
    const { verdict } = settledDecision();
    const text = plain(sampleDecision({ verdict: { ...verdict, findings: [finding] } }));
    expect(text).not.toMatch(/Why:|Seen:|Do:/);
  });

  it.each([
    [
      'tells until when',
      { until: NOW + 86_400_000 * 3 },
      'Do:   Deploy it. This clears by itself on 2026-11-04.',
    ],
    [
      'does not tell it twice',
      { until: NOW + 86_400_000 * 3, message: 'Until 2026-11-04.' },
      'Do:   Deploy it.\n',
    ],
    ['tells no moment that has passed', { until: NOW - 1 }, 'Do:   Deploy it.\n'],
    ['survives a time that is none', { until: Number.NaN }, 'Do:   Deploy it.\n'],
  ])('%s', (_, parts, expected) => {
    const finding = sampleFinding('wait', { next: 'Deploy it.', ...parts });
    const { verdict } = waitingDecision();
    expect(plain(sampleDecision({ verdict: { ...verdict, findings: [finding] } }))).toContain(expected);
  });

  it('keeps text to paste as it is, whatever the width', () => {
    const text = writeText(sampleDecision(), { color: false, width: 30 });
    expect(text).toContain(
      '        changes:\n          rename-users-email:\n            renames: { users.email: users.mail }\n',
    );
  });

  it('wraps prose at the width', () => {
    const text = writeText(sampleDecision({ lanes: [], verdict: waitingDecision().verdict }), {
      color: false,
      width: 60,
    });
    // The line with rule, status, place and change is never broken: it is what is searched for.
    const lines = text.split('\n').filter((line) => line.startsWith(' '));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.length).toBeGreaterThan(8);
  });

  it('paints only where colour is asked for', () => {
    expect(writeText(sampleDecision(), { color: true })).toContain('\u001b[31mblock\u001b[39m');
    expect(plain()).not.toContain('\u001b');
  });

  it('never says of an override that everything is met', () => {
    const text = plain(overriddenDecision());
    expect(text).toContain('pass by override');
    expect(text).toContain('Override by octocat at 2026-11-01T00:00:00Z\n  incident 42: @everyone knows');
    expect(text).not.toMatch(/Everything that was asked is met|Why it passes/);
  });

  it.each(['used', 'unused', 'expired', 'refused'] as const)('shows an exemption that is %s', (state) => {
    const exemption: Exemption = {
      ...{ rule: 'online-ddl', path: 'a.sql', line: 4, reason: 'small table', until: NOW, by: 'manifest' },
      ...{ state, note: '' },
    };
    const { verdict } = settledDecision();
    const text = plain(sampleDecision({ verdict: { ...verdict, exemptions: [exemption] } }));
    expect(text).toMatch(
      new RegExp(`online-ddl {3}a\\.sql:4 {3}${state}.*2026-11-01, by manifest\\n {4}because small table`),
    );
  });

  it('reckons a backfill aloud and never promises less time than it takes', () => {
    expect(plain()).toContain(
      '50,000,000 rows in 5,000 batches of 10,000: 16 min 40 s at 50,000 rows/s without pause; plan for 2 h 47 min',
    );
  });
});
