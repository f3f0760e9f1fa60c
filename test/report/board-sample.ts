/** What the board is shown with: a change that waits on a reader, with the counts of its telemetry. */
import type { BoardRepository } from '../../src/report/board.ts';
import { hostileDecision, NOW, sampleDecision, settledDecision } from './sample.ts';

const COUNTS = { explicit: 1204, implicit: 0, unresolved: 0, failed: 0 };

/** The sample, its telemetry's answer in the shape that the rule keeps. */
export function usedDecision() {
  const sample = sampleDecision();
  const by = [
    { service: 'reports', user: null, reads: 4, writes: 0, lastSeen: null },
    { service: 'billing', user: 'app', reads: 1200, writes: 0, lastSeen: NOW - 3 * 3_600_000 },
  ];
  const value = { object: 'users.name', state: 'observed', reads: COUNTS, by };
  const findings = sample.verdict.findings.map((finding) =>
    finding.rule === 'quiet' && finding.change !== null
      ? { ...finding, evidence: [{ source: 'query-log app-queries', at: NOW, url: null, value }] }
      : finding,
  );
  return { ...sample, verdict: { ...sample.verdict, findings } };
}

export function organisation(): BoardRepository[] {
  return [
    { name: 'acme/shop', url: 'https://github.com/acme/shop', decision: usedDecision() },
    { name: 'acme/billing', url: 'https://github.com/acme/billing', decision: settledDecision() },
    { name: 'acme/broken', url: null, unread: 'lanekeeper.yml could not be read: HTTP 503 for 30 s.' },
    {
      name: 'acme/a-repository-with-a-very-long-name-that-nothing-breaks'.repeat(3),
      url: 'javascript:alert(1)',
      decision: hostileDecision(`<script>alert(1)</script>"'\u202E${'x'.repeat(200)}`),
    },
  ];
}
