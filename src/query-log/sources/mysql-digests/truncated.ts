/** Whether a digest's text may be only the beginning of its statement: the server does not mark it (measured on MariaDB 10.11). */
import { tokensOf } from '../../../sql/mysql/tokens.ts';
import { cutMark } from '../../files/lines.ts';

/** A token takes two bytes, a name two more and its own; the next name may have been as long as one can be. */
const TOKEN = 2;
const NAME = 4;
const LONGEST_NAME = 64 * 3;

/** Errs towards true. `digestLength`: what `max_digest_length` leaves of the tokens, in bytes. */
export function mayBeTruncated(text: string, digestLength: number): boolean {
  let bytes = 0;
  for (const token of tokensOf(text).tokens)
    bytes +=
      token.kind === 'name' || token.kind === 'word' ? sizeOfWord(token.text, token.kind === 'name') : TOKEN;
  return bytes + NAME + LONGEST_NAME > digestLength;
}

/** A keyword is a token alone; a name is nearly always in back-ticks. */
const sizeOfWord = (text: string, isName: boolean): number =>
  isName || !/^[A-Z_0-9]+$/.test(text) ? NAME + Buffer.byteLength(text) : TOKEN;

/** What may be cut is marked so that no reader takes it for a whole statement. */
export const markTruncated = (text: string, digestLength: number): string =>
  mayBeTruncated(text, digestLength) ? `${text}${cutMark}` : text;
