/** The board of all repositories with a manifest, for whoever has its secret: where every change stands, read when it is asked. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { check } from '../check.ts';
import { standing } from '../decide/standing.ts';
import { explain } from '../hosted/undecided.ts';
import { type BoardRepository, writeBoards } from '../report/board.ts';
import { openGithubWorld } from '../world/github.ts';
import type { Installations } from './installations.ts';

export interface BoardAt {
  installations: Installations;
  serverUrl: string;
  /** Repositories with a manifest and their installations, as the last reconciliation found them. */
  repositories: () => ReadonlyMap<string, number>;
}

/** Milliseconds that a repository's lanes are shown again without asking. */
const FRESH = 60_000;
/** Repositories on one page; further ones have pages of their own. */
const MOST = 30;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a request carries the secret: as a bearer, or as the password that a browser asks for. In constant time. */
export function mayLook({ headers }: IncomingMessage, secret: string): boolean {
  const [, scheme = '', value = ''] = /^(\S+) (\S+)$/.exec(headers.authorization ?? '') ?? [];
  const basic = Buffer.from(value, 'base64').toString('utf8');
  const given = scheme.toLowerCase() === 'basic' ? basic.slice(basic.indexOf(':') + 1) : value;
  return /^(?:basic|bearer)$/i.test(scheme) && timingSafeEqual(digest(given), digest(secret));
}

export class Board {
  readonly #at: BoardAt;
  readonly #kept = new Map<string, { at: number; lanes: Promise<BoardRepository> }>();

  constructor(at: BoardAt) {
    this.#at = at;
  }

  /** `only`: one repository's page. Null: there is no such repository. */
  async page(only: string | null): Promise<string | null> {
    const known = this.#at.repositories();
    const names = only === null ? [...known.keys()].sort() : known.has(only) ? [only] : [];
    if (only !== null && names.length === 0) return null;
    const shown = await Promise.all(names.slice(0, MOST).map((name) => this.#lanes(name)));
    const others = names.slice(MOST).map(
      (name): BoardRepository => ({
        name,
        url: `${this.#at.serverUrl}/${name}`,
        unread: `It has a page of its own: /board/${name}`,
      }),
    );
    return writeBoards([...shown, ...others], Date.now());
  }

  #lanes(name: string): Promise<BoardRepository> {
    const known = this.#kept.get(name);
    if (known && known.at + FRESH > Date.now()) return known.lanes;
    const lanes = this.#read(name);
    this.#kept.set(name, { at: Date.now(), lanes });
    return lanes;
  }

  async #read(name: string): Promise<BoardRepository> {
    const { installations, serverUrl, repositories } = this.#at;
    const about = { name, url: `${serverUrl}/${name}` };
    try {
      const github = await installations.of(repositories().get(name) ?? 0);
      const world = openGithubWorld({
        ...{ github, repository: name, manifest: null, now: null },
        subject: { kind: 'status' },
        consumer: (other) => installations.reading(other),
      });
      const decision = await check(world, (reading, answers) => standing(reading, answers, null));
      return { ...about, decision };
    } catch (error) {
      const { message, next } = explain(error);
      return { ...about, unread: `${message} ${next}` };
    }
  }
}
