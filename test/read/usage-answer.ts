/** A sound answer about usage, and the question that it answers. */

import type { UsageQuestion } from '../../src/read/telemetry/check-usage.ts';
import { parseTime } from '../../src/time.ts';

export const FROM = '2026-10-18T00:00:00Z';
export const TO = '2026-11-01T00:00:00Z';

const zero = { explicit: 0, implicit: 0, unresolved: 0, failed: 0 };

export const QUESTION: UsageQuestion = {
  ask: 'usage',
  telemetry: 'app-queries',
  environment: 'production',
  database: 'app',
  from: parseTime(FROM) ?? 0,
  to: parseTime(TO) ?? 0,
  objects: ['users.name'],
  ignore: ['pg_dump'],
};

// biome-ignore lint/suspicious/noExplicitAny: tests bend answers in every way that a server could.
export type Bendable = any;

/** Fresh each time, so that a test can bend it. */
export function soundAnswer(): Bendable {
  return {
    protocol: '1',
    generated_at: '2026-11-01T00:00:03Z',
    window: { from: FROM, to: TO },
    coverage: {
      sources: [
        {
          id: 'pg-primary',
          kind: 'postgresql-log',
          required: true,
          from: '2026-08-01T00:00:00Z',
          to: '2026-10-31T23:59:58Z',
          gaps: [],
          sampling: { mode: 'full', rate: 1 },
          statements: 91233411,
          unparsed: 0,
        },
      ],
      missing: [],
    },
    usage: [
      {
        object: 'users.name',
        state: 'observed',
        reads: { ...zero, explicit: 1204 },
        writes: { ...zero },
        ignored: 412,
        first_seen: '2026-08-02T00:00:00Z',
        last_seen: '2026-10-31T21:02:11Z',
        by: [
          {
            service: 'billing',
            user: 'svc_billing',
            reads: 1204,
            writes: 0,
            last_seen: '2026-10-31T21:02:11Z',
          },
        ],
        samples: [{ fingerprint: 'a1b2c3', text: 'SELECT name FROM users WHERE id = $1', last_seen: TO }],
      },
    ],
  };
}

export function quietAnswer(): Bendable {
  const answer = soundAnswer();
  answer.usage[0] = {
    object: 'users.name',
    state: 'zero',
    reads: { ...zero },
    writes: { ...zero },
    ignored: 0,
    first_seen: null,
    last_seen: null,
    by: [],
    samples: [],
  };
  return answer;
}
