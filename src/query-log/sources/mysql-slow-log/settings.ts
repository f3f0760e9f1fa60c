/** Whether a server writes every statement to its slow log, by its variables. */

/** What `log_slow_filter` holds by default in MariaDB 10.11: with all of these, as with none, nothing is filtered (measured). */
const FILTER = [
  'admin',
  'filesort',
  'filesort_on_disk',
  'filesort_priority_queue',
  'full_join',
  'full_scan',
  'query_cache',
  'query_cache_miss',
  'tmp_table',
  'tmp_table_on_disk',
];

const isOn = (value: string | undefined): boolean => /^(?:on|1|yes|true)$/i.test(value ?? '');

/**
 * Why statements are missing from the log; none: all are in it, but those of a session that switched logging off for itself
 * (`SET long_query_time`, `SET slow_query_log`), which leaves no trace in it. `variables`: names and values of SHOW GLOBAL
 * VARIABLES, names in lower case. Substatements of routines and triggers need not be there: they are followed by the schema.
 */
export function judgeSlowLogSettings(variables: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  const get = (name: string): string | undefined => variables.get(name);
  if (!isOn(get('slow_query_log')) && !isOn(get('log_slow_query'))) problems.push('slow_query_log is off');
  if (!(get('log_output') ?? 'FILE').toUpperCase().includes('FILE')) problems.push('log_output has no FILE');
  const time = get('long_query_time') ?? get('log_slow_query_time');
  if (Number(time ?? '10') !== 0) problems.push(`long_query_time is ${time ?? 'not known'}, not 0`);
  if (Number(get('log_slow_rate_limit') ?? '1') > 1) problems.push('log_slow_rate_limit takes a sample only');
  if (Number(get('min_examined_row_limit') ?? '0') > 0) problems.push('min_examined_row_limit is not 0');
  if (!isWholeFilter(get('log_slow_filter'))) problems.push('log_slow_filter leaves statements out');
  const disabled = (get('log_slow_disabled_statements') ?? '')
    .split(',')
    .filter((one) => one !== '' && one !== 'sp');
  if (disabled.length > 0) problems.push(`log_slow_disabled_statements leaves out ${disabled.join(', ')}`);
  if (get('log_slow_admin_statements') !== undefined && !isOn(get('log_slow_admin_statements')))
    problems.push('log_slow_admin_statements is off');
  return problems;
}

function isWholeFilter(value: string | undefined): boolean {
  if (value === undefined || value === '') return true;
  const given = new Set(value.split(','));
  return FILTER.every((one) => given.has(one)) && !given.has('not_using_index');
}

const SWITCHES =
  /^\s*set\b[^;]*\b(?:long_query_time|slow_query_log|log_slow_\w+|min_examined_row_limit|log_queries_not_using_indexes)\b/i;

/** Whether a statement may take others out of the log, for its session or for all. */
export const switchesSlowLog = (text: string): boolean => SWITCHES.test(text);
