/** Questions that are asked at the same time, put together: each is asked once, and all of them in one request. */

type Ask<Q> = (questions: Q[]) => Promise<void>;

export class Gathered<Q> {
  readonly #ask: Ask<Q>;
  #waiting: Map<string, Q> | null = null;
  #round: Promise<void> = Promise.resolve();

  constructor(ask: Ask<Q>) {
    this.#ask = ask;
  }

  /** Resolves when all of them were answered; rejects where any question of the round could not be. */
  add(questions: readonly Q[]): Promise<void> {
    if (questions.length === 0) return Promise.resolve();
    if (this.#waiting === null) {
      const waiting = new Map<string, Q>();
      this.#waiting = waiting;
      this.#round = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
        this.#waiting = null;
        return this.#ask([...waiting.values()]);
      });
    }
    for (const question of questions) this.#waiting.set(JSON.stringify(question), question);
    return this.#round;
  }
}
