/** Statements that switch logging off for their own session: what follows them there may not be in the log. */

const SETTINGS =
  'log_(?:statement|min_duration_statement|min_duration_sample|statement_sample_rate|transaction_sample_rate|min_error_statement|min_messages)';
const SET = new RegExp(String.raw`\bset\s+(?:session\s+|local\s+)?"?(${SETTINGS})"?\s*(?:=|\bto\b)`, 'i');
const CALL = new RegExp(String.raw`\bset_config\s*\(\s*E?'(${SETTINGS})'`, 'i');

/** The setting that it changes; null: none. Comments and strings that look like one are told, too: a gap too many. */
export function switchedLogging(text: string): string | null {
  // Most statements have neither word: no pattern is run over them.
  if (!/log_/i.test(text)) return null;
  return (SET.exec(text) ?? CALL.exec(text))?.[1]?.toLowerCase() ?? null;
}
