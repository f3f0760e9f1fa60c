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

export class TreeReader {
  readonly #objects: ObjectReader;
  /** A tree is loaded when everything below it is: half a tree must never pass for a whole one. */
  readonly #loading = new Map<Sha, Promise<Node[]>>();

  constructor(objects: ObjectReader) {
    this.#objects = objects;
  }

  /** All files under a tree by path, in git's order of names. */
  async files(root: Sha): Promise<Map<string, TreeEntry>> {
    const files = new Map<string, TreeEntry>();
    await this.#collect(root, '', files);
    return files;
  }

  #load(id: Sha): Promise<Node[]> {
    const known = this.#loading.get(id);
    if (known) return known;
    const loading = this.#read(id);
    this.#loading.set(id, loading);
    loading.catch(() => this.#loading.delete(id));
    return loading;
  }

  async #read(id: Sha): Promise<Node[]> {
    const object = await this.#objects.contents(id);
    if (object?.head.type !== 'tree') throw new Error(`tree ${id} is not in this repository`);
    const nodes = parseTree(object.body, id.length / 2);
    await Promise.all(nodes.flatMap((node) => (node.mode === FOLDER ? [this.#load(node.id)] : [])));
    return nodes;
  }

  async #collect(id: Sha, prefix: string, files: Map<string, TreeEntry>): Promise<void> {
    for (const node of await this.#load(id)) {
      if (node.mode === FOLDER) await this.#collect(node.id, `${prefix}${node.name}/`, files);
      else files.set(prefix + node.name, { blob: node.id, mode: node.mode });
    }
  }
}
