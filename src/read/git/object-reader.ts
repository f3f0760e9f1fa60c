/** Objects by id through one long-lived `git cat-file --batch-command`, however many are asked for. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Socket } from 'node:net';
import { UserError } from '../../user-error.ts';
import { explainStart, firstLine, startGit } from './run-git.ts';

export interface ObjectHead {
  id: string;
  type: string;
  size: number;
}

interface Waiting {
  withBody: boolean;
  resolve(answer: { head: ObjectHead | null; body: Buffer | null }): void;
  reject(error: unknown): void;
}

const HEAD = /^([0-9a-f]{40}|[0-9a-f]{64}) (commit|tree|blob|tag) (\d+)$/;
const NEWLINE = 10;

export class ObjectReader {
  readonly #folder: string;
  #child: ChildProcessWithoutNullStreams | null = null;
  #waiting: Waiting[] = [];
  #next = 0;
  #chunks: Buffer[] = [];
  #length = 0;
  #head: ObjectHead | null = null;
  #stderr = '';
  #unsent: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Type and size of what a name means; null: nothing, or more than one thing. */
  async info(name: string): Promise<ObjectHead | null> {
    return /[\n\0]/.test(name) || name === '' ? null : (await this.#ask('info', name, false)).head;
  }

  /** An object with its bytes, which are held in memory: ask for the size first. */
  async contents(id: string): Promise<{ head: ObjectHead; body: Buffer } | null> {
    const { head, body } = await this.#ask('contents', id, true);
    return head && body ? { head, body } : null;
  }

  /** Ends the process; what was still being asked fails. The next question starts another. */
  close(): void {
    const child = this.#child;
    if (!child) return;
    this.#fail(child, new Error('the reader of objects was closed'));
    child.stdin.end();
  }

  #ask(
    verb: string,
    name: string,
    withBody: boolean,
  ): Promise<{ head: ObjectHead | null; body: Buffer | null }> {
    return new Promise((resolve, reject) => {
      this.#child ??= this.#start();
      this.#holdProcess(this.#child, true);
      this.#waiting.push({ withBody, resolve, reject });
      if (this.#unsent.length === 0) queueMicrotask(() => this.#send());
      this.#unsent.push(`${verb} ${name}\n`);
    });
  }

  /** What was asked in one turn goes out as one, and comes back with one flush. */
  #send(): void {
    const lines = this.#unsent.join('');
    this.#unsent = [];
    if (lines !== '') this.#child?.stdin.write(`${lines}flush\n`);
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = startGit(this.#folder, ['cat-file', '--batch-command', '--buffer']);
    this.#chunks = [];
    this.#length = 0;
    this.#head = null;
    this.#stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (child !== this.#child) return;
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      this.#deliver();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (this.#stderr.length < 4096) this.#stderr += chunk.toString('utf8');
    });
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => this.#fail(child, explainStart(this.#folder, error)));
    child.on('close', () => this.#fail(child, this.#explainEnd()));
    return child;
  }

  #explainEnd(): Error {
    const reason = firstLine(this.#stderr);
    const next = reason.includes('promisor remote')
      ? 'This clone is partial, and nothing is fetched here: git fetch --refetch --no-filter'
      : 'Check the repository with: git fsck';
    return new UserError(`git stopped reading objects in ${this.#folder}: ${reason}`, next);
  }

  /** Answers all requests whose bytes are here. */
  #deliver(): void {
    let bytes = Buffer.alloc(0);
    let at = 0;
    const gather = (): void => {
      if (this.#chunks.length === 0) return;
      bytes = Buffer.concat([bytes.subarray(at), ...this.#chunks]);
      at = 0;
      this.#chunks = [];
    };
    for (let request = this.#waiting[this.#next]; request; request = this.#waiting[this.#next]) {
      const needed: number = this.#head ? this.#head.size + 1 : 1;
      if (this.#length < needed) break;
      gather();
      if (this.#head) {
        const body = Buffer.from(bytes.subarray(at, at + needed - 1));
        at += needed;
        this.#length -= needed;
        this.#settle(request, this.#head, body);
        continue;
      }
      const end = bytes.indexOf(NEWLINE, at);
      if (end < 0) break;
      const head = parseHead(bytes.toString('utf8', at, end));
      this.#length -= end + 1 - at;
      at = end + 1;
      if (head && request.withBody) this.#head = head;
      else this.#settle(request, head, null);
    }
    if (at < bytes.length) this.#chunks.unshift(bytes.subarray(at));
  }

  #settle(request: Waiting, head: ObjectHead | null, body: Buffer | null): void {
    this.#head = null;
    this.#next += 1;
    if (this.#next === this.#waiting.length) {
      this.#waiting = [];
      this.#next = 0;
      if (this.#child) this.#holdProcess(this.#child, false);
    }
    request.resolve({ head, body });
  }

  #fail(child: ChildProcessWithoutNullStreams, error: Error): void {
    if (child !== this.#child) return;
    this.#child = null;
    this.#unsent = [];
    const left = this.#waiting.slice(this.#next);
    this.#waiting = [];
    this.#next = 0;
    for (const request of left) request.reject(error);
  }

  /** An idle reader must not keep the program from ending; a busy one must. */
  #holdProcess(child: ChildProcessWithoutNullStreams, hold: boolean): void {
    const pipes = [child.stdin, child.stdout, child.stderr] as unknown as Socket[];
    for (const handle of [child, ...pipes]) {
      if (hold) handle.ref();
      else handle.unref();
    }
  }
}

function parseHead(line: string): ObjectHead | null {
  const match = HEAD.exec(line);
  return match ? { id: match[1] ?? '', type: match[2] ?? '', size: Number(match[3]) } : null;
}
