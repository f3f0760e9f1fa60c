/** How many requests are answered at once; one too many is told to come again, rather than kept waiting. */
import { Refusal } from './problem.ts';

export type Kind = 'question' | 'delivery';

export class Turns {
  readonly #most: Readonly<Record<Kind, number>>;
  readonly #taken: Record<Kind, number> = { question: 0, delivery: 0 };

  constructor(most: Readonly<Record<Kind, number>>) {
    this.#most = most;
  }

  /** Throws `Refusal` 503 where all turns are taken. */
  async take<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
    if (this.#taken[kind] >= this.#most[kind])
      throw new Refusal('busy', `${this.#most[kind]} are answered at once.`, {
        headers: { 'retry-after': '1' },
      });
    this.#taken[kind] += 1;
    try {
      return await work();
    } finally {
      this.#taken[kind] -= 1;
    }
  }
}
