/** Names as MySQL compares them: by utf8_general_ci, where neither case nor accents count. */

/** Words that MariaDB's digests print for one another: the text shows `SYSTEM_USER` where the statement says `user` (10.11). */
const SYNONYMS = [
  'ANY SOME',
  'COLUMNS FIELDS',
  'CURRENT_DATE CURDATE',
  'CURRENT_TIME CURTIME',
  'CURRENT_TIMESTAMP NOW LOCALTIME LOCALTIMESTAMP',
  'DATABASE SCHEMA',
  'DATABASES SCHEMAS',
  'DAY SQL_TSI_DAY',
  'HOUR SQL_TSI_HOUR',
  'MINUTE SQL_TSI_MINUTE',
  'MONTH SQL_TSI_MONTH',
  'QUARTER SQL_TSI_QUARTER',
  'SECOND SQL_TSI_SECOND',
  'WEEK SQL_TSI_WEEK',
  'YEAR SQL_TSI_YEAR',
  'IO_THREAD RELAY_THREAD',
  'REPLICA SLAVE',
  'REPLICAS SLAVES',
  'REPLICA_POS SLAVE_POS',
  'USER SESSION_USER SYSTEM_USER',
  'CHARSET CHARACTER',
  'INDEXES KEYS',
  'MID SUBSTR SUBSTRING',
  'STD STDDEV STDDEV_POP',
  'VARIANCE VAR_POP',
];

const others = new Map<string, string[]>();
for (const group of SYNONYMS) {
  const words = group.toLowerCase().split(' ');
  for (const word of words) others.set(word, words);
}

/** Equal for all names that the server takes for one another; more may be equal than it does. */
export function foldName(name: string): string {
  if (/^[\0-\x7f]*$/.test(name)) return name.toLowerCase();
  return name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 's').toUpperCase().toLowerCase();
}

/** What a word of a digest's text may have been in the statement, folded. */
export function spellingsOf(word: string): string[] {
  const folded = foldName(word);
  return others.get(folded) ?? [folded];
}
