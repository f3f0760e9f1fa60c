/** `git diff-tree --raw -z`, as records. */
import type { Sha } from '../../model.ts';
import type { TreeEntry } from '../repository.ts';
import { decodePath } from './tree-objects.ts';

export interface RawChange {
  status: 'added' | 'modified' | 'deleted' | 'renamed';
  path: string;
  from: string | null;
  before: TreeEntry | null;
  after: TreeEntry | null;
}

const STATUS: Record<string, RawChange['status']> = { A: 'added', D: 'deleted', R: 'renamed', C: 'added' };
const META = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/;

const entryOf = (mode: string, blob: Sha): TreeEntry | null => (/^0+$/.test(mode) ? null : { mode, blob });

/** Reads `:mode mode id id status NUL path NUL [path NUL]` records. Anything else is an error, never skipped. */
export function parseRawDiff(bytes: Buffer): RawChange[] {
  const fields = splitAtNul(bytes);
  const changes: RawChange[] = [];
  for (let at = 0; at < fields.length; ) {
    const meta = META.exec(fields[at]?.toString('latin1') ?? '');
    if (!meta) throw new Error('git diff-tree answered in a form that is not understood');
    const [, oldMode = '', newMode = '', oldId = '', newId = '', letter = ''] = meta;
    const paired = letter === 'R' || letter === 'C';
    const from = decodePath(fields[at + 1] ?? Buffer.alloc(0));
    const path = paired ? decodePath(fields[at + 2] ?? Buffer.alloc(0)) : from;
    changes.push({
      status: STATUS[letter] ?? 'modified',
      path,
      from: letter === 'R' ? from : null,
      before: letter === 'C' ? null : entryOf(oldMode, oldId),
      after: entryOf(newMode, newId),
    });
    at += paired ? 3 : 2;
  }
  return changes;
}

/** Fields that each end with NUL; the last may lack it. */
export function splitAtNul(bytes: Buffer): Buffer[] {
  const fields: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    fields.push(bytes.subarray(at, end < 0 ? bytes.length : end));
    at = end < 0 ? bytes.length : end + 1;
  }
  return fields;
}
