/** What is known by shape, looked up by bytes: no string is made of a shape that was met before. */
import type { Folder } from './shape.ts';

interface Entry<T> {
  bytes: Buffer;
  hash: number;
  value: T;
}

const LEAST = 1 << 10;

function isSame({ bytes }: Entry<unknown>, { shape, end }: Folder): boolean {
  if (bytes.length !== end) return false;
  for (let at = 0; at < end; at++) if (bytes[at] !== shape[at]) return false;
  return true;
}

/** Forgets all when it is full: shapes that are met again come again, one-off ones do not. */
export class ShapeTable<T> {
  private entries: (Entry<T> | undefined)[] = new Array(LEAST);
  private readonly most: number;
  size = 0;

  constructor(most: number) {
    this.most = most;
  }

  private slotOf(folder: Folder): number {
    const mask = this.entries.length - 1;
    for (let slot = folder.hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.entries[slot];
      if (entry === undefined || (entry.hash === folder.hash && isSame(entry, folder))) return slot;
    }
  }

  /** Of the text that was folded last. */
  get(folder: Folder): T | undefined {
    return this.entries[this.slotOf(folder)]?.value;
  }

  set(folder: Folder, value: T): void {
    if (this.size >= this.most) this.clear();
    if (this.size * 2 >= this.entries.length) this.grow();
    const slot = this.slotOf(folder);
    if (this.entries[slot] === undefined) this.size++;
    const bytes = Buffer.from(folder.shape.subarray(0, folder.end));
    this.entries[slot] = { bytes, hash: folder.hash, value };
  }

  private clear(): void {
    this.entries = new Array(LEAST);
    this.size = 0;
  }

  private grow(): void {
    const old = this.entries;
    this.entries = new Array(old.length * 2);
    const mask = this.entries.length - 1;
    for (const entry of old) {
      if (!entry) continue;
      let slot = entry.hash & mask;
      while (this.entries[slot] !== undefined) slot = (slot + 1) & mask;
      this.entries[slot] = entry;
    }
  }
}
