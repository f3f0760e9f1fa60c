/** Statements that switch logging off: what follows them may not be in the log. */

const SETTINGS =
  'log_(?:statement|min_duration_statement|min_duration_sample|statement_sample_rate|transaction_sample_rate|min_error_statement|min_messages)';
const SET = new RegExp(String.raw`\bset\s+(?:session\s+|local\s+)?"?(${SETTINGS})"?\s*(?:=|\bto\b)`, 'i');
const CALL = new RegExp(String.raw`\bset_config\s*\(\s*E?'(${SETTINGS})'`, 'i');

/** Of all sessions, or of those that begin afterwards: not of its own. */
const ALTER = new RegExp(String.raw`^\s*alter\s+(?:role|user|database)\b[^;]*"?(${SETTINGS})"?`, 'i');

/** Whether it changes what sessions of a role or a database begin with. */
export const changesLogging = (text: string): boolean => /log_/i.test(text) && ALTER.test(text);

/** The setting that it changes in its own session; null: none. Comments and strings that look like one are told, too: a gap too many. */
export function switchedLogging(text: string): string | null {
  // Most statements have neither word: no pattern is run over them.
  if (!/log_/i.test(text) || /^\s*alter\s+(?:role|user|database|system)\b[^;]*;?\s*$/i.test(text))
    return null;
  return (SET.exec(text) ?? CALL.exec(text))?.[1]?.toLowerCase() ?? null;
}
