/** `Idempotency-Key`: what a caller sends twice counts once. */
import { Refusal } from '../problem.ts';
import type { Asked } from '../route.ts';

/** Null: none was given. Quotes around it, as the header's draft has them, are not part of it. */
export function batchKey({ headers }: Pick<Asked, 'headers'>): string | null {
  const told = headers['idempotency-key'];
  if (told === undefined) return null;
  const key = String(told)
    .trim()
    .replace(/^"(.*)"$/, '$1');
  if (key !== '' && key.length <= 200) return key;
  throw new Refusal('invalid-request', 'Idempotency-Key: expected 1 to 200 characters.');
}
