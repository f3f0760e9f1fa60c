/** What is known of one server's settings, shared by whoever looks at them and whoever reads its log. */
import type { Time } from '../../model.ts';
import type { LogProof } from '../sources/log-proof.ts';
import type { Sampling } from '../words.ts';

export interface Proof {
  /** What the log has of all statements, by the settings. */
  sampling: Sampling;
  /** Every failed statement is in the log with its text. */
  failures: boolean;
  at: Time;
}

/** `Log`: what knows of one of its logs how whole it is. */
export interface Node<Log = LogProof> {
  /** Of the logs of this server that are read: who looks at the server tells them what must be in them. */
  logs: Log[];
  note(proof: Proof, timezone: string | null): void;
  /** Null: nobody has looked lately, so nothing is known by the settings. */
  proof(now: Time): Proof | null;
  timezone(): string | null;
  /** Resolves when somebody has looked, or after so many milliseconds. */
  firstLook(patience: number): Promise<void>;
}

/** Settings that were seen longer ago may have changed since. */
const FRESH = 5 * 60_000;

export function makeNode<Log = LogProof>(): Node<Log> {
  const first = Promise.withResolvers<void>();
  let last: Proof | null = null;
  let zone: string | null = null;
  return {
    logs: [],
    note(proof, timezone) {
      last = proof;
      zone = timezone;
      first.resolve();
    },
    proof: (now) => (last && now - last.at <= FRESH ? last : null),
    timezone: () => zone,
    async firstLook(patience) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patience);
      });
      await Promise.race([first.promise, late]);
      clearTimeout(timer);
    },
  };
}
