/**
 * A queue that several processes share: BullMQ keeps each hint until it was handled, and gives one that a process died on to
 * another. BullMQ knows no keys: that one key is handled by one process at a time is a lock of ours, and that a decision which
 * began later makes older looks needless is a count.
 */
import { randomUUID } from 'node:crypto';
import { Queue as Bull, DelayedError, type Job, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type Hint, isOnlyLook, keyOf } from './hint.ts';
import { type Handle, pauseAfter, type Queue, type QueueOptions, REMEMBERED, TRIES } from './queue.ts';

const NAME = 'lanekeeper';
/** Milliseconds that a lock outlives its holder. */
const HELD = 10_000;
const LATER = 200;

/** Gives a lock back only where it is still one's own. */
const RELEASE = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;
const RENEW = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0`;

interface Kept {
  hint: Hint;
  /** The how-manieth of its key. */
  count: number;
}

/** Connects when it is used; without a server calls wait, and `isReady` says so. */
export function openRedisQueue(url: string, options: QueueOptions): Queue {
  return new RedisQueue(url, options);
}

class RedisQueue implements Queue {
  readonly #url: string;
  readonly #options: QueueOptions;
  readonly #redis: Redis;
  readonly #bull: Bull<Kept>;
  readonly #connections: Redis[] = [];
  #worker: Worker<Kept> | null = null;
  #isLost = false;

  constructor(url: string, options: QueueOptions) {
    this.#url = url;
    this.#options = options;
    this.#redis = this.#connect();
    this.#bull = new Bull<Kept>(NAME, { connection: this.#connect() });
    this.#bull.on('error', () => undefined);
  }

  #connect(): Redis {
    const redis = new Redis(this.#url, { maxRetriesPerRequest: null });
    // It connects again by itself; `isReady` tells meanwhile.
    redis.on('error', (error) => {
      if (!this.#isLost) this.#options.unreachable(error);
      this.#isLost = true;
    });
    redis.on('ready', () => {
      this.#isLost = false;
    });
    this.#connections.push(redis);
    return redis;
  }

  async put(hints: readonly Hint[]): Promise<void> {
    for (const hint of hints) {
      const count = await this.#redis.incr(`${NAME}:count:${keyOf(hint)}`);
      await this.#redis.pexpire(`${NAME}:count:${keyOf(hint)}`, REMEMBERED);
      await this.#bull.add(
        'hint',
        { hint, count },
        {
          // BullMQ allows no colon in an id.
          jobId: hint.id.replaceAll(':', '_'),
          attempts: TRIES,
          backoff: { type: 'custom' },
          removeOnComplete: { age: REMEMBERED / 1000, count: 100_000 },
          removeOnFail: { age: REMEMBERED / 1000 },
        },
      );
    }
  }

  work(handle: Handle): void {
    const worker = new Worker<Kept>(NAME, (job, token) => this.#run(job, token, handle), {
      connection: this.#connect(),
      concurrency: this.#options.width,
      lockDuration: HELD,
      stalledInterval: HELD / 2,
      // A process that is killed is no fault of the hint's.
      maxStalledCount: 1000,
      settings: { backoffStrategy: pauseAfter },
    });
    worker.on('error', () => undefined);
    worker.on('failed', (job, error) => {
      if (!job) return;
      const isOver = job.attemptsMade >= TRIES;
      (isOver ? this.#options.gaveUp : this.#options.failed)(job.data.hint, error);
    });
    this.#worker = worker;
  }

  async #run(job: Job<Kept>, token: string | undefined, handle: Handle): Promise<void> {
    const { hint, count } = job.data;
    const key = keyOf(hint);
    if (isOnlyLook(hint) && Number(await this.#redis.get(`${NAME}:done:${key}`)) >= count) return;
    const mine = randomUUID();
    const lock = `${NAME}:lock:${key}`;
    if ((await this.#redis.set(lock, mine, 'PX', HELD, 'NX')) === null) {
      await job.moveToDelayed(Date.now() + LATER, token);
      throw new DelayedError();
    }
    const renewing = setInterval(() => {
      this.#redis.eval(RENEW, 1, lock, mine, HELD).catch(() => undefined);
    }, HELD / 4);
    try {
      // What came before this moment is seen by a decision that begins after it.
      const covered = await this.#redis.get(`${NAME}:count:${key}`);
      await handle([hint]);
      await this.#redis.set(`${NAME}:done:${key}`, covered ?? count, 'PX', REMEMBERED);
    } finally {
      clearInterval(renewing);
      await this.#redis.eval(RELEASE, 1, lock, mine);
    }
  }

  async depth(): Promise<number> {
    return await this.#bull.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized');
  }

  async isReady(): Promise<boolean> {
    return this.#redis.status === 'ready';
  }

  /** Without its server nothing can end well, and who waits for it waits for ever: then what was begun is left to others. */
  async close(): Promise<void> {
    const isReady = await this.isReady();
    const closing = [this.#worker?.close(!isReady), this.#bull.close()];
    if (isReady) await Promise.all(closing);
    for (const one of closing) one?.catch(() => undefined);
    for (const connection of this.#connections) connection.disconnect();
  }
}
