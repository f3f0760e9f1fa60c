/** A route: a path, and what each method of it takes and answers. One file each in `routes/`. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Limits } from './limits.ts';
import type { Reply } from './problem.ts';
import type { Served } from './served.ts';

/** `read` asks, `write` reports; `none` needs no token. */
export type Scope = 'read' | 'write' | 'none';

export interface Asked {
  /** The parts of the path in braces, decoded. */
  names: string[];
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** Whether the caller showed a token that may read; true, too, where no token is asked for. */
  mayRead: boolean;
  /** The body as JSON. Throws `Refusal`. */
  json(): Promise<unknown>;
  /** The body as text (UTF-8, unpacked). Throws `Refusal`. */
  text(): Promise<string>;
}

export interface Method {
  scope: Scope;
  /** Media types of the body; left out: it takes none. */
  takes?: readonly string[];
  /** Which limit its body has; packed bodies are for deliveries. */
  size?: keyof Pick<Limits, 'question' | 'delivery'>;
  answer(asked: Asked, served: Served): Promise<Reply> | Reply;
}

export interface Route {
  /** `/v1/comparisons/{name}` */
  path: string;
  methods: Readonly<Record<string, Method>>;
  /** Said with 415, where a word helps: what to set. */
  hint?: string;
}

/** The names in a path that this one matches; null: it does not. Total: what cannot be decoded does not match. */
export function matchPath(template: string, path: string): string[] | null {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const names: string[] = [];
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== text) return null;
      continue;
    }
    const name = decode(text);
    if (name === null) return null;
    names.push(name);
  }
  return names;
}

function decode(text: string): string | null {
  try {
    const name = decodeURIComponent(text);
    return name === '' || name.length > 200 || /\p{Cc}/u.test(name) ? null : name;
  } catch {
    return null;
  }
}
