/** Files and folders as GitHub's GraphQL tells them. Source: GitHub's public GraphQL schema (Blob, Tree, TreeEntry). */
import { createHash } from 'node:crypto';
import type { Sha } from '../../model.ts';
import type { TreeEntry } from '../repository.ts';

export interface GraphBlob {
  __typename: 'Blob';
  oid: Sha;
  byteSize: number;
  isBinary: boolean | null;
  isTruncated: boolean;
  text: string | null;
}

export interface GraphEntry {
  name: string;
  /** Git's mode as a number: 33188 is 100644. */
  mode: number;
  type: string;
  oid: Sha;
  object?: GraphTree | GraphBlob | { __typename: string } | null;
}

export interface GraphTree {
  __typename: 'Tree';
  oid: Sha;
  entries: GraphEntry[] | null;
}

export const BLOB = '__typename oid ... on Blob { byteSize isBinary isTruncated text }';

/** Folders within folders that one query tells; what lies deeper is asked for again. */
const DEPTH = 4;

/** The entries of a folder, with what lies in it, and with texts where they are wanted. */
export function folderFields(texts: boolean, depth = DEPTH): string {
  const blob = texts ? '... on Blob { oid byteSize isBinary isTruncated text }' : '';
  const inner = depth > 1 ? `... on Tree { oid ${folderFields(texts, depth - 1)} }` : '';
  const object = blob + inner === '' ? '' : `object { __typename ${blob} ${inner} }`;
  return `entries { name mode type oid ${object} }`;
}

const isTree = (object: unknown): object is GraphTree =>
  typeof object === 'object' && object !== null && 'entries' in object;

const isBlob = (object: unknown): object is GraphBlob =>
  typeof object === 'object' && object !== null && 'text' in object;

/** As git writes a mode. */
export const octal = (mode: number): string => mode.toString(8).padStart(6, '0');

export interface Found {
  files: Map<string, TreeEntry>;
  blobs: GraphBlob[];
  /** Folders whose entries were not told. */
  deeper: string[];
}

/** All files below a folder, by their path in the repository. */
export function filesOf(tree: GraphTree, folder: string, found: Found = emptyFound()): Found {
  if (tree.entries === null) {
    found.deeper.push(folder);
    return found;
  }
  for (const entry of tree.entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.type !== 'tree') {
      found.files.set(path, { blob: entry.oid, mode: octal(entry.mode) });
      if (isBlob(entry.object)) found.blobs.push({ ...entry.object, oid: entry.oid });
    } else if (isTree(entry.object)) filesOf(entry.object, path, found);
    else found.deeper.push(path);
  }
  return found;
}

export const emptyFound = (): Found => ({ files: new Map(), blobs: [], deeper: [] });

export { isBlob, isTree };

/** Git's id of a content. */
export function blobId(bytes: Uint8Array): Sha {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** GitHub turns other encodings into UTF-8. As many characters of ASCII as there are bytes are those bytes. */
const isAsItWas = ({ byteSize }: GraphBlob, text: string): boolean =>
  text.length === byteSize && !/[^\0-\x7f]/.test(text);

/** The text, where it is wholly there and is what its id says; undefined: it must be fetched by itself. */
export function wholeText(blob: GraphBlob): string | null | undefined {
  if (blob.isBinary === true) return null;
  if (blob.isTruncated || typeof blob.text !== 'string') return undefined;
  if (isAsItWas(blob, blob.text)) return blob.text;
  return blobId(Buffer.from(blob.text)) === blob.oid ? blob.text : undefined;
}
