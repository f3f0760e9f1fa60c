/** Objects of a real git repository, as GitHub would read them: git itself answers, and what it said of an id is kept. */
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TreeRow {
  mode: string;
  type: string;
  oid: string;
  name: string;
}

export interface DiffRow {
  status: string;
  path: string;
  from: string | null;
  /** After it; before it for what was removed. */
  blob: string;
}

const MOST = 256 * 1024 * 1024;

/** By folder: many repositories of the double may be one on the disk. */
const KNOWN = new Map<string, { objects: Map<string, Buffer>; names: Map<string, string | null> }>();

export class GitObjects {
  readonly folder: string;
  readonly #kept: Map<string, Buffer>;
  readonly #parsed: Map<string, string | null>;

  constructor(folder: string) {
    this.folder = folder;
    const { objects, names } = KNOWN.get(folder) ?? { objects: new Map(), names: new Map() };
    KNOWN.set(folder, { objects, names });
    this.#kept = objects;
    this.#parsed = names;
  }

  run(...args: string[]): Buffer {
    return execFileSync('git', args, {
      cwd: this.folder,
      maxBuffer: MOST,
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
    });
  }

  /** What git says of an id never changes. */
  #once(...args: string[]): Buffer {
    const key = args.join('\0');
    const known = this.#kept.get(key) ?? this.run(...args);
    this.#kept.set(key, known);
    return known;
  }

  /** The id that an expression names; null: none. What begins with an id never means anything else. */
  parse(expression: string): string | null {
    const named = this.#withId(expression);
    if (named !== expression) return this.parse(named);
    const known = this.#parsed.get(expression);
    if (known !== undefined) return known;
    const found = this.#parse(expression);
    if (/^[0-9a-f]{40}/.test(expression)) this.#parsed.set(expression, found);
    return found;
  }

  /** A branch's name for its tip, read from its file: to start a process for each takes a hundred times as long. */
  #withId(expression: string): string {
    const [, name = '', rest = ''] = /^(?:refs\/heads\/)?([\w-]+)((?:[:^].*)?)$/.exec(expression) ?? [];
    if (name === '' || /^[0-9a-f]{40}$/.test(name)) return expression;
    try {
      const read = (...path: string[]): string =>
        readFileSync(join(this.folder, '.git', ...path), 'utf8').trim();
      const at = name === 'HEAD' ? read('HEAD').replace(/^ref: /, '') : `refs/heads/${name}`;
      const tip = /^[0-9a-f]{40}$/.test(at) ? at : read(at);
      return /^[0-9a-f]{40}$/.test(tip) ? `${tip}${rest}` : expression;
    } catch {
      return expression;
    }
  }

  #parse(expression: string): string | null {
    try {
      const text = this.run('rev-parse', '--verify', '--quiet', '--end-of-options', expression);
      return text.toString().trim();
    } catch {
      return null;
    }
  }

  typeOf(oid: string): string | null {
    try {
      return this.#once('cat-file', '-t', oid).toString().trim();
    } catch {
      return null;
    }
  }

  blob(oid: string): Buffer {
    return this.#once('cat-file', 'blob', oid);
  }

  tree(oid: string): TreeRow[] {
    const rows = this.#once('ls-tree', '-z', oid).toString().split('\0');
    return rows.filter(Boolean).map((row) => {
      const [about = '', name = ''] = row.split('\t');
      const [mode = '', type = '', id = ''] = about.split(' ');
      return { mode, type, oid: id, name };
    });
  }

  treeOf(commit: string): string {
    return this.#once('rev-parse', `${commit}^{tree}`).toString().trim();
  }

  allFiles(commit: string): TreeRow[] {
    const rows = this.#once('ls-tree', '-r', '-t', '-z', commit).toString().split('\0');
    return rows.filter(Boolean).map((row) => {
      const [about = '', name = ''] = row.split('\t');
      const [mode = '', type = '', id = ''] = about.split(' ');
      return { mode, type, oid: id, name };
    });
  }

  mergeBase(one: string, other: string): string | null {
    try {
      return this.#once('merge-base', one, other).toString().trim();
    } catch {
      return null;
    }
  }

  parents(commit: string): string[] {
    return this.#once('log', '-1', '--format=%P', commit).toString().trim().split(' ').filter(Boolean);
  }

  /** `git log` of one commit: names and times. */
  about(commit: string): { author: string; committer: string; date: string; message: string } {
    const text = this.#once('log', '-1', '--format=%an%x00%cn%x00%cI%x00%B', commit).toString();
    const [author = '', committer = '', date = '', message = ''] = text.split('\0');
    return { author, committer, date, message: message.trim() };
  }

  between(base: string, head: string): string[] {
    return this.#once('rev-list', '--reverse', `${base}..${head}`)
      .toString()
      .trim()
      .split('\n')
      .filter(Boolean);
  }

  diff(from: string, to: string): DiffRow[] {
    const fields = this.#once('diff-tree', '-r', '-z', '--raw', '--no-abbrev', '-M', from, to)
      .toString()
      .split('\0');
    const rows: DiffRow[] = [];
    for (let at = 0; at + 1 < fields.length; ) {
      const [, , before = '', after = '', letter = ''] = (fields[at] ?? '').split(' ');
      const renamed = /^[RC]/.test(letter);
      const path = fields[at + (renamed ? 2 : 1)] ?? '';
      const status = { A: 'added', D: 'removed', R: 'renamed', C: 'copied', M: 'modified', T: 'changed' };
      rows.push({
        status: status[letter.charAt(0) as keyof typeof status] ?? 'modified',
        path,
        from: renamed ? (fields[at + 1] ?? null) : null,
        blob: letter.startsWith('D') ? before : after,
      });
      at += renamed ? 3 : 2;
    }
    return rows;
  }

  patch(from: string, to: string, path: string): string {
    const text = this.#once('diff', '-M', from, to, '--', path).toString();
    const start = text.indexOf('\n@@');
    return start < 0 ? '' : text.slice(start + 1).trimEnd();
  }

  archive(commit: string, top: string) {
    return spawn('git', ['archive', '--format=tar.gz', `--prefix=${top}/`, commit], {
      cwd: this.folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).stdout;
  }
}
