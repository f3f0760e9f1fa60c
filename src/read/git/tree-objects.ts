/** Trees as git stores them, walked level by level; a subtree that two commits share is read once. */
import type { Sha } from '../../model.ts';
import type { TreeEntry } from '../repository.ts';
import type { ObjectReader } from './object-reader.ts';

interface Node {
  name: string;
  mode: string;
  id: Sha;
}

const FOLDER = '40000';

/** A path as text; bytes that are not UTF-8 are spelled `\xff`, so that two paths never become one. */
export function decodePath(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!text.includes('�') || Buffer.from(text, 'utf8').equals(bytes)) return text;
  return bytes.toString('latin1').replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
}

/** The entries of one tree object: `mode SP name NUL id` again and again. */
export function parseTree(body: Buffer, idBytes: number): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at < body.length; ) {
    const space = body.indexOf(32, at);
    const nul = body.indexOf(0, space);
    if (space < 0 || nul < 0 || nul + 1 + idBytes > body.length)
      throw new Error('a tree object is cut short');
    nodes.push({
      mode: body.toString('latin1', at, space),
      name: decodePath(body.subarray(space + 1, nul)),
      id: body.toString('hex', nul + 1, nul + 1 + idBytes),
    });
    at = nul + 1 + idBytes;
  }
  return nodes;
}

/** Whole listings that are kept, the newest: several questions are asked of one commit in a row. */
const KEPT_LISTINGS = 8;

export class TreeReader {
  readonly #objects: ObjectReader;
  readonly #trees = new Map<Sha, Promise<Node[]>>();
  readonly #listings = new Map<Sha, Promise<Map<string, TreeEntry>>>();

  constructor(objects: ObjectReader) {
    this.#objects = objects;
  }

  /** All files under a tree by path. */
  files(root: Sha): Promise<Map<string, TreeEntry>> {
    const known = this.#listings.get(root);
    if (known) return known;
    const listing = this.#list(root, '').then((entries) => new Map(entries));
    listing.catch(() => this.#listings.delete(root));
    this.#listings.set(root, listing);
    const [oldest] = this.#listings.keys();
    if (this.#listings.size > KEPT_LISTINGS && oldest !== undefined) this.#listings.delete(oldest);
    return listing;
  }

  /** What lies at one path under a tree, a folder or nothing being null; reads no more than the folders on the way. */
  async at(root: Sha, path: string): Promise<TreeEntry | null> {
    const names = path.split('/');
    const last = names.pop();
    let tree = root;
    for (const name of names) {
      const folder = (await this.#load(tree)).find((node) => node.name === name && node.mode === FOLDER);
      if (!folder) return null;
      tree = folder.id;
    }
    const file = (await this.#load(tree)).find((node) => node.name === last && node.mode !== FOLDER);
    return file ? { blob: file.id, mode: file.mode } : null;
  }

  #load(id: Sha): Promise<Node[]> {
    const known = this.#trees.get(id);
    if (known) return known;
    const loading = this.#read(id);
    this.#trees.set(id, loading);
    loading.catch(() => this.#trees.delete(id));
    return loading;
  }

  async #read(id: Sha): Promise<Node[]> {
    const object = await this.#objects.contents(id);
    if (object?.head.type !== 'tree') throw new Error(`tree ${id} is not in this repository`);
    return parseTree(object.body, id.length / 2);
  }

  async #list(id: Sha, prefix: string): Promise<[string, TreeEntry][]> {
    const nodes = await this.#load(id);
    const parts = await Promise.all(
      nodes.map((node): [string, TreeEntry][] | Promise<[string, TreeEntry][]> =>
        node.mode === FOLDER
          ? this.#list(node.id, `${prefix}${node.name}/`)
          : [[prefix + node.name, { blob: node.id, mode: node.mode }]],
      ),
    );
    return parts.flat();
  }
}
