/** Text from anybody in HTML: it is read, and never comes alive. */
import { cleanLine } from './clean.ts';

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** One line, fit for an element's content and for a quoted attribute; what cannot be seen becomes `�`. */
export function html(text: string): string {
  return cleanLine(text).replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}

/** A link where the address is plain http(s), else the words alone. */
export function anchor(words: string, address: string | null): string {
  if (address === null || !/^https?:\/\/[^\s\p{Cc}\p{Cf}]+$/u.test(address)) return html(words);
  return `<a href="${html(address)}" rel="noreferrer">${html(words)}</a>`;
}
