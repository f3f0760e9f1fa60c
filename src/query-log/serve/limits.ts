/** What one caller may take of the server. The figures are in `schema/query-log.openapi.yaml` and the docs as well. */

export interface Limits {
  /** Bytes of a question's body, and of a report's. */
  question: number;
  /** Bytes of a delivery (records, traces), unpacked. */
  delivery: number;
  objects: number;
  ignored: number;
  /** Lines of one batch of records. */
  lines: number;
  /** Milliseconds that a window may be long. */
  window: number;
  /** Requests at once: questions and reports; deliveries, whose bodies are held in memory. */
  questionsAtOnce: number;
  deliveriesAtOnce: number;
  connections: number;
  /** Milliseconds for the head of a request, for its body, for a reader that takes nothing. */
  headTime: number;
  bodyTime: number;
  idleTime: number;
  /** A clock may be this far ahead of ours, in milliseconds. */
  skew: number;
}

const DAY = 86_400_000;
const MIB = 1024 * 1024;

export const LIMITS: Limits = {
  question: MIB,
  delivery: 8 * MIB,
  objects: 1000,
  ignored: 100,
  lines: 50_000,
  window: 400 * DAY,
  questionsAtOnce: 32,
  deliveriesAtOnce: 2,
  connections: 512,
  headTime: 10_000,
  bodyTime: 20_000,
  idleTime: 30_000,
  skew: 10_000,
};
