/** What goes wrong between a client and GitHub: calls that are refused, cut short, garbled or never answered. */
import type { ServerResponse } from 'node:http';
import { refused, type Told } from './rest.ts';

export interface Failure {
  /** Which calls: a part of the route. */
  route: string | RegExp;
  /** The first call that fails, from 1 on; default 1. */
  from?: number;
  /** How many fail; default all. */
  times?: number;
  status?: number;
  headers?: Record<string, string>;
  message?: string;
  kind?: 'status' | 'cut' | 'half' | 'truncated' | 'silent';
}

export type Failing = Told & { kind: NonNullable<Failure['kind']> };

export class Failures {
  readonly #all: { failure: Failure; seen: number }[] = [];

  add(failure: Failure): void {
    this.#all.push({ failure, seen: 0 });
  }

  clear(): void {
    this.#all.length = 0;
  }

  /** How a call fails; null: it does not. */
  of(route: string): Failing | null {
    for (const one of this.#all) {
      const { route: which, from = 1, times = Number.POSITIVE_INFINITY } = one.failure;
      if (typeof which === 'string' ? !route.includes(which) : !which.test(route)) continue;
      one.seen += 1;
      if (one.seen < from || one.seen >= from + times) continue;
      const { status = 500, headers = {}, message = 'it fails', kind = 'status' } = one.failure;
      return { ...refused(status, message, headers), kind };
    }
    return null;
  }
}

export async function send(
  response: ServerResponse,
  told: Told,
  kind: Failure['kind'] | null,
): Promise<void> {
  const { status, headers = {}, body } = told;
  if (kind === 'cut') {
    response.destroy();
    return;
  }
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = {
    'content-type': 'application/json; charset=utf-8',
    'x-ratelimit-remaining': '4000',
    ...headers,
  };
  if (kind === 'half') {
    response.writeHead(200, { ...all, 'content-length': String(text.length + 100) });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
    return;
  }
  response.writeHead(kind === 'truncated' ? 200 : status, all);
  response.end(kind === 'truncated' ? text.slice(0, Math.max(1, text.length / 2)) : text);
}
