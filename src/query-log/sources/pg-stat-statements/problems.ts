/** What to set on the server so that pg_stat_statements can prove something, in sentences with the line to paste. */
import { grantFor, type Snapshot } from './snapshot.ts';

/** What this source never sees, however it is set: said once, beside what it proves. */
export const blindTo = [
  'statements that fail, are cancelled or time out are in no counter of pg_stat_statements: read the PostgreSQL log beside it, which has them with default settings',
  'callers are told apart by role alone: application names and comments are not counted',
  'a statement that runs for long is seen when it has ended',
];

/** One line each, without a full stop. */
export function problemsOf(snapshot: Snapshot, functionsFollowed: boolean, role: string): string[] {
  const { tracking, lost, hidden, entries, max, after } = snapshot;
  const problems: string[] = [];
  if (!tracking.computed)
    problems.push(
      'nothing is counted while compute_query_id is off: ALTER SYSTEM SET compute_query_id = auto;  SELECT pg_reload_conf();',
    );
  if (tracking.track === 'none' || (tracking.track === 'top' && !functionsFollowed))
    problems.push(
      `pg_stat_statements.track is ${tracking.track}: what functions and triggers run is not seen: ALTER SYSTEM SET pg_stat_statements.track = 'all';  SELECT pg_reload_conf();`,
    );
  if (!tracking.utility)
    problems.push(
      'COPY, CALL, DO and cursors are not seen: ALTER SYSTEM SET pg_stat_statements.track_utility = on;  SELECT pg_reload_conf();',
    );
  for (const one of tracking.overrides)
    problems.push(
      `a setting of its own counts less, or other things: ${one}: take it away with ALTER ROLE … RESET, or ALTER DATABASE … RESET`,
    );
  if (hidden > 0) problems.push(`${hidden} statements of other roles may not be seen: ${grantFor(role)}`);
  if (lost > 0)
    problems.push(
      `the server has lost the text of ${lost} statements: SELECT pg_stat_statements_reset();  begins anew, and so does the proof`,
    );
  if (entries >= max * 0.9)
    problems.push(
      `${entries} of at most ${max} statements are kept, and the rarest are thrown out first: ALTER SYSTEM SET pg_stat_statements.max = ${max * 4};  and restart the server`,
    );
  if (after.dealloc === null)
    problems.push(
      'this version does not say when statements were thrown out: it is taken for so once half of pg_stat_statements.max is used (14 and newer, or ALTER EXTENSION pg_stat_statements UPDATE; tell it)',
    );
  return problems;
}
