/** What the bot counts, as Prometheus reads it. */

const HELP = {
  lanekeeper_bot_webhooks_total: ['counter', 'Deliveries, by event and what became of them.'],
  lanekeeper_bot_decisions_total: ['counter', 'Decisions, by what was decided and the verdict.'],
  lanekeeper_bot_decision_seconds_sum: ['counter', 'Seconds that decisions took in all.'],
  lanekeeper_bot_requests_total: ['counter', 'Requests made to GitHub for decisions.'],
  lanekeeper_bot_failures_total: ['counter', 'Tries that failed and come again.'],
  lanekeeper_bot_given_up_total: ['counter', 'Hints that were left to the next reconciliation.'],
  lanekeeper_bot_tampered_total: ['counter', 'Statuses and reports of ours that somebody else set.'],
  lanekeeper_bot_reconciled_total: ['counter', 'Reconciliations, by how they ended.'],
  lanekeeper_bot_queue_depth: ['gauge', 'Keys that wait or are being handled.'],
} as const;

export type Counter = keyof typeof HELP;

const escaped = (text: string): string =>
  text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

export class Tally {
  readonly #values = new Map<Counter, Map<string, number>>();

  /** Adds to a counter; labels are few and known, never anybody's words. */
  count(counter: Counter, labels: Readonly<Record<string, string>> = {}, by = 1): void {
    const key = Object.entries(labels)
      .map(([name, value]) => `${name}="${escaped(value)}"`)
      .join(',');
    const values = this.#values.get(counter) ?? new Map<string, number>();
    values.set(key, (values.get(key) ?? 0) + by);
    this.#values.set(counter, values);
  }

  /** The text format of Prometheus, version 0.0.4. */
  written(depth: number): string {
    const gauges = new Map(this.#values).set('lanekeeper_bot_queue_depth', new Map([['', depth]]));
    return Object.entries(HELP)
      .flatMap(([name, [type, help]]) => [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} ${type}`,
        ...[...(gauges.get(name as Counter) ?? [])].map(
          ([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`,
        ),
      ])
      .map((line) => `${line}\n`)
      .join('');
  }
}
