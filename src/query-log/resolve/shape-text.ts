/** What is shown of a shape, and what tells it from others. */
import { hash } from 'node:crypto';
import { type Folder, PLACE } from '../shape.ts';

const LONGEST = 2000;

/** Literals and parameters numbered in order; cut where it is long. */
export function showShape(shape: string): string {
  let count = 0;
  const place = String.fromCharCode(PLACE);
  const text = shape.slice(0, LONGEST + 1).replaceAll(place, () => `$${++count}`);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Of a text that could not be folded: as far as no literal can have begun. */
export function showStart(text: string): string {
  const start = text.slice(0, LONGEST);
  const end = start.search(/['"$\d\p{Cc}]/u);
  const words = (end < 0 ? start : start.slice(0, end)).replace(/\s+/g, ' ').trim();
  return `${words} …`.trim();
}

export const textOfShape = ({ shape, end }: Folder): string => shape.toString('utf8', 0, end);

/** 16 hexadecimal digits; `scene`: what its names depend on besides. */
export function fingerprintOf(shape: string, scene: string): string {
  return hash('sha1', scene === '' ? shape : `${shape}\0${scene}`, 'hex').slice(0, 16);
}
