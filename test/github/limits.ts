/**
 * How much a token may ask: so many calls in an hour, so many writes in a minute. What has not changed costs nothing.
 * Source: GitHub's "Rate limits for the REST API" and "Rate limits and query limits for the GraphQL API".
 */
import { createHash } from 'node:crypto';
import { refused, type Told } from './rest.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;

interface Spent {
  since: number;
  calls: number;
  writes: number[];
}

export class Limits {
  /** Calls of one token in an hour. */
  hourly = Number.POSITIVE_INFINITY;
  /** Writes of one token in a minute: GitHub's secondary limit on content is about 80. */
  writesPerMinute = Number.POSITIVE_INFINITY;
  clock = (): number => Date.now();
  readonly #spent = new Map<string, Spent>();

  #of(token: string): Spent {
    const now = this.clock();
    const known = this.#spent.get(token);
    const spent = known && known.since + HOUR > now ? known : { since: now, calls: 0, writes: [] };
    this.#spent.set(token, spent);
    return spent;
  }

  #headers({ since, calls }: Spent): Record<string, string> {
    if (!Number.isFinite(this.hourly)) return {};
    return {
      'x-ratelimit-limit': String(this.hourly),
      'x-ratelimit-used': String(calls),
      'x-ratelimit-remaining': String(Math.max(0, this.hourly - calls)),
      'x-ratelimit-reset': String(Math.ceil((since + HOUR) / 1000)),
    };
  }

  /** The refusal of a call that is one too many; null: it may be made. */
  refuse(token: string, method: string, isGraph: boolean): Told | null {
    const spent = this.#of(token);
    if (spent.calls >= this.hourly) {
      const message = 'API rate limit exceeded for installation ID 1.';
      const headers = this.#headers(spent);
      if (!isGraph) return refused(403, message, headers);
      return { status: 200, headers, body: { errors: [{ type: 'RATE_LIMITED', message }] } };
    }
    const now = this.clock();
    const writes = spent.writes.filter((at) => at > now - MINUTE);
    if (isGraph || method === 'GET') return null;
    if (writes.length >= this.writesPerMinute)
      return refused(403, 'You have exceeded a secondary rate limit. Please wait a few minutes.', {
        'retry-after': '60',
      });
    spent.writes = [...writes, now];
    return null;
  }

  /** An answer as it goes out: what its reader has already is not sent again, and not counted. */
  send(token: string, told: Told, isRead: boolean, known: string | undefined): Told {
    const spent = this.#of(token);
    const isKept = isRead && told.status === 200 && told.body !== undefined;
    const etag = isKept ? `"${createHash('sha1').update(JSON.stringify(told.body)).digest('hex')}"` : null;
    const tag: Record<string, string> = etag === null ? {} : { etag };
    if (etag !== null && etag === known) return { status: 304, headers: { ...this.#headers(spent), ...tag } };
    spent.calls += 1;
    return { ...told, headers: { ...this.#headers(spent), ...tag, ...told.headers } };
  }
}
