/** The bot without its door: deliveries in, answers on GitHub out. */
import type { Github } from '../github/github.ts';
import { Attend } from './attend.ts';
import { Board } from './board.ts';
import { Gates } from './gates.ts';
import type { Hint } from './hint.ts';
import { type Authenticate, type Installations, installationsBy } from './installations.ts';
import type { Queue, QueueOptions } from './queue.ts';
import { type Delivery, hintsOf, type Ourselves } from './read-webhook.ts';
import { type ReconcileAt, reconcile, reconcileOne } from './reconcile.ts';
import { Tally } from './tally.ts';

export type Log = (level: 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown>) => void;

export interface BotOptions {
  app: number;
  serverUrl: string;
  /** Milliseconds between reconciliations. */
  every: number;
  width: number;
  openQueue: (options: QueueOptions) => Queue;
  authenticate: Authenticate;
  log: Log;
}

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const place = ({ repository, about }: Hint): Record<string, unknown> => ({ repository, kind: about.kind });

export class Bot {
  readonly tally = new Tally();
  readonly board: Board;
  /** With a manifest, as far as it is known. */
  readonly #repositories = new Map<string, number>();
  readonly installations: Installations;
  readonly #options: BotOptions;
  readonly #queue: Queue;
  readonly #attend: Attend;
  readonly #reconciling: ReconcileAt;
  #login: string | null = null;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();
  readonly #first = Promise.withResolvers<void>();
  #isClosed = false;

  constructor(options: BotOptions) {
    const { app, serverUrl, width, openQueue, authenticate, log } = options;
    this.#options = options;
    this.installations = installationsBy(authenticate);
    this.#queue = openQueue({
      width,
      gaveUp: (hint, error) => {
        this.tally.count('lanekeeper_bot_given_up_total');
        log('error', 'given-up', { ...place(hint), why: told(error) });
      },
      failed: (hint, error) => {
        this.tally.count('lanekeeper_bot_failures_total');
        log('warn', 'again', { ...place(hint), why: told(error) });
      },
      unreachable: (error) => log('error', 'queue-unreachable', { why: told(error) }),
    });
    const put = (hints: readonly Hint[]): Promise<void> => this.#queue.put(hints);
    const { tally, installations } = this;
    const keeperOf = (github: Github, repository: string) => this.#attend.keeperOf(github, repository);
    const gates = new Gates({ installations, put, keeperOf, tally });
    const failed = (installation: number, error: unknown): void =>
      log('warn', 'not-reconciled', { installation, why: told(error) });
    const login = (): string | null => this.#login;
    const found = (repository: string, installation: number): void =>
      void this.#repositories.set(repository, installation);
    this.#reconciling = { installations, gates, put, failed, login, found };
    this.board = new Board({ installations, serverUrl, repositories: () => this.#repositories });
    this.#attend = new Attend({
      ...{ installations, app, serverUrl, put, gates, tally, log, login },
      reconcile: (installation) => reconcileOne(this.#reconciling, installation, `now.${Date.now()}`),
    });
  }

  /** Begins to answer, and catches up on what it missed. */
  start(): void {
    this.#queue.work((hints) => this.#attend.handle(hints));
    this.#schedule(0);
  }

  #schedule(after: number): void {
    this.#timer = setTimeout(() => {
      this.#round = this.#reconcile().finally(() => {
        this.#first.resolve();
        if (!this.#isClosed) this.#schedule(this.#options.every);
      });
    }, after);
    this.#timer.unref();
  }

  async #reconcile(): Promise<void> {
    const { log } = this.#options;
    try {
      await this.#learnLogin();
      await reconcile(this.#reconciling, `round.${Date.now()}`);
      this.tally.count('lanekeeper_bot_reconciled_total', { how: 'whole' });
      log('info', 'reconciled', {});
    } catch (error) {
      this.tally.count('lanekeeper_bot_reconciled_total', { how: 'failed' });
      log('warn', 'not-reconciled', { why: told(error) });
    }
  }

  /** Whose statuses are ours. Until it is known nobody's are called foreign. */
  async #learnLogin(): Promise<void> {
    if (this.#login !== null) return;
    const app = await this.installations.app();
    const { data } = await app.request<{ slug?: string }>('GET /app');
    if (data.slug) this.#login = `${data.slug}[bot]`;
  }

  /** Resolves when nothing can lose it any more: then it may be acknowledged. */
  async receive(delivery: Delivery): Promise<void> {
    const ourselves: Ourselves = { app: this.#options.app, login: this.#login };
    const hints = hintsOf(delivery, ourselves);
    this.tally.count('lanekeeper_bot_webhooks_total', {
      event: delivery.name,
      became: hints.length > 0 ? 'hint' : 'nothing',
    });
    await this.#queue.put(hints);
  }

  /** Resolves when what was missed before the start is in the queue, or could not be asked. */
  async caughtUp(): Promise<void> {
    await this.#first.promise;
  }

  depth(): Promise<number> {
    return this.#queue.depth();
  }

  isReady(): Promise<boolean> {
    return this.#queue.isReady();
  }

  /** Lets what was begun end. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    // A round that waits for a queue which is away ends when that is closed.
    if (await this.#queue.isReady()) await this.#round;
    await this.#queue.close();
    await this.#round;
  }
}
