/** A commit's files from the archive that GitHub packs. It is believed only where it hashes to the commit's own tree. */
import { createHash } from 'node:crypto';
import { createTarDecoder } from 'modern-tar';
import type { Sha } from '../../model.ts';
import { TEXT_LIMIT, type TreeEntry } from '../repository.ts';
import { blobId } from './graph-objects.ts';

export interface Unpacked {
  files: Map<string, TreeEntry>;
  /** Contents up to the size limit, by blob. */
  contents: Map<Sha, Buffer>;
  /** Larger ones. */
  large: Set<Sha>;
}

/** An archive that unpacks to more than this is not read. */
const WHOLE_LIMIT = 2 * 1024 * 1024 * 1024;

async function bytesOf(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** GitHub puts all into one folder, named for repository and commit. */
const withoutTop = (name: string): string => name.slice(name.indexOf('/') + 1);

/** Reads a gzipped tar to its end. Throws where it is cut or too large. */
export async function unpack(stream: ReadableStream<Uint8Array>): Promise<Unpacked> {
  const unpacked: Unpacked = { files: new Map(), contents: new Map(), large: new Set() };
  let whole = 0;
  const entries = stream
    .pipeThrough(new DecompressionStream('gzip') as never)
    .pipeThrough(createTarDecoder());
  for await (const { header, body } of entries) {
    const path = withoutTop(header.name);
    whole += header.size;
    if (whole > WHOLE_LIMIT) throw new Error('the archive is over 2 GiB');
    if (header.type === 'symlink') {
      await body.cancel();
      unpacked.files.set(path, { blob: blobId(Buffer.from(header.linkname ?? '')), mode: '120000' });
    } else if (header.type === 'file') {
      const bytes = await bytesOf(body);
      const blob = blobId(bytes);
      const mode = ((header.mode ?? 0) & 0o100) === 0 ? '100644' : '100755';
      unpacked.files.set(path, { blob, mode });
      if (bytes.length > TEXT_LIMIT) unpacked.large.add(blob);
      else unpacked.contents.set(blob, bytes);
    } else await body.cancel();
  }
  return unpacked;
}

type Node = Map<string, Node | TreeEntry>;

function nest(files: ReadonlyMap<string, TreeEntry>): Node {
  const root: Node = new Map();
  for (const [path, entry] of files) {
    const names = path.split('/');
    const last = names.pop() ?? '';
    let node = root;
    for (const name of names) {
      const inner = node.get(name);
      const next: Node = inner instanceof Map ? inner : new Map();
      node.set(name, next);
      node = next;
    }
    node.set(last, entry);
  }
  return root;
}

/** Git sorts a folder as if its name ended in a slash. Names are compared as bytes. */
function hashNode(node: Node): Buffer {
  const rows = [...node].map(([name, entry]) => {
    const isFolder = entry instanceof Map;
    const id = isFolder ? hashNode(entry) : Buffer.from(entry.blob, 'hex');
    const mode = isFolder ? '40000' : entry.mode;
    return { sort: Buffer.from(isFolder ? `${name}/` : name), mode, name, id };
  });
  rows.sort((one, other) => Buffer.compare(one.sort, other.sort));
  const body = Buffer.concat(rows.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`), id]));
  return createHash('sha1').update(`tree ${body.length}\0`).update(body).digest();
}

/**
 * The id of the tree that these files make. An archive leaves out what `.gitattributes` says (`export-ignore`), fills in
 * what it says (`export-subst`), and has no submodules: then the id is another, and the archive no proof of anything.
 */
export function treeId(files: ReadonlyMap<string, TreeEntry>): Sha {
  return hashNode(nest(files)).toString('hex');
}
