/** A stream of batches that is known beforehand: what was counted can be told from how far it was read. */
import type { Batch, Shape, Sighting } from '../../../src/query-log/words.ts';

const START = Date.parse('2026-11-01T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SHAPES = 300;
const SERVICES = ['billing', 'web', 'nightly'];
export const COLUMNS = ['users.id', 'users.name', 'users.mail', 'orders.id', 'orders.total'];

export const catalog = {
  database: 'app',
  from: null,
  ddl: 'CREATE TABLE users (id int, name text, mail text); CREATE TABLE orders (id int, total int);',
  objects: ['users', 'orders', ...COLUMNS].map((object) => ({ object, identity: null })),
};

function shapeNumber(number: number): Shape {
  const object = COLUMNS[number % COLUMNS.length] ?? '';
  return {
    fingerprint: number.toString(16).padStart(16, '0'),
    text: `SELECT ${object} FROM ${object.split('.')[0]} WHERE ${number} = $1`,
    kind: 'select',
    touches: [
      {
        object,
        access: number % 7 === 0 ? 'write' : 'read',
        via: number % 3 === 0 ? 'implicit' : 'explicit',
      },
    ],
    everything: false,
    problem: null,
    unparsed: false,
  };
}

function sightingOf(batch: number, index: number): Sighting {
  const number = (batch * 13 + index * 7) % SHAPES;
  const first = START + batch * MINUTE + index * 100;
  const runs = 1 + ((batch + index) % 5);
  return {
    shape: shapeNumber(number),
    service: SERVICES[(batch + index) % SERVICES.length] ?? '',
    user: 'app',
    hour: Math.floor(first / HOUR) * HOUR,
    runs,
    failed: (batch + index) % 11 === 0 ? 1 : 0,
    prepared: 0,
    first,
    last: first + 50,
  };
}

/** Batch `number` of the stream, from 0; a minute each. Its position is the number of the next one. */
export function batchNumber(number: number): Batch {
  const sightings = Array.from({ length: 20 }, (_, index) => sightingOf(number, index));
  const statements = sightings.reduce((sum, { runs }) => sum + runs, 0);
  return {
    database: 'app',
    source: { id: 'log', kind: 'postgresql-log', required: true, sampling: { mode: 'full', rate: 1 } },
    position: { next: number + 1 },
    covered: { from: START + number * MINUTE, to: START + (number + 1) * MINUTE },
    gaps: [],
    sightings,
    statements,
    unparsed: 0,
  };
}

/** Where reading goes on: what `position` keeps, or the beginning. */
export const nextOf = (position: unknown): number =>
  position === undefined ? 0 : (position as { next: number }).next;

export const endOf = (next: number): number => START + next * MINUTE;
export const streamStart = START;

export interface Expected {
  statements: number;
  /** By object and access. */
  uses: Record<string, { total: number; failed: number }>;
}

/** Adds one batch to what must have been counted. */
export function expectBatch(expected: Expected, batch: Batch): void {
  expected.statements += batch.statements;
  for (const { shape, runs, failed } of batch.sightings)
    for (const { object, access } of shape.touches) {
      const use = expected.uses[`${access} ${object}`] ?? { total: 0, failed: 0 };
      expected.uses[`${access} ${object}`] = { total: use.total + runs, failed: use.failed + failed };
    }
}
