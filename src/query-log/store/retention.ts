/** Forgets what is older than a moment. */
import type { Time } from '../../model.ts';
import { HOUR } from './hours.ts';
import type { Statements } from './statements.ts';

/** Longer than a year by a month: a yearly job is seen once, and the longest window can be asked. */
export const RETENTION_DAYS = 400;

/** What names no time, or one from before, goes. Coverage that reaches beyond is cut, never what it proves later. */
const CHANGES = [
  `DELETE FROM counts WHERE hour * ${HOUR} + last < ?`,
  'DELETE FROM seen WHERE last < ?',
  'DELETE FROM records WHERE last < ?',
  'DELETE FROM spans WHERE "to" < ?',
  'UPDATE spans SET "from" = ?1 WHERE "from" < ?1',
  'DELETE FROM gaps WHERE "to" < ?',
  'DELETE FROM sampled WHERE "to" < ?',
  'DELETE FROM comparisons WHERE at < ?',
  'DELETE FROM comparison_samples WHERE at < ?',
  'DELETE FROM watched WHERE at < ?',
];

const ORPHANS = [
  'DELETE FROM shapes WHERE id NOT IN (SELECT shape FROM seen)',
  'DELETE FROM touches WHERE shape NOT IN (SELECT id FROM shapes)',
];

/** A schema goes when the next one held already at that moment, and no shape was resolved by it. */
const CATALOGS = `DELETE FROM catalogs WHERE EXISTS (
    SELECT 1 FROM catalogs later WHERE later.database = catalogs.database AND later."from" <= ?
      AND (later."from" > ifnull(catalogs."from", -8640000000000000) OR (later."from" = catalogs."from" AND later.id > catalogs.id)))
  AND id NOT IN (SELECT catalog_first FROM shapes WHERE catalog_first IS NOT NULL)
  AND id NOT IN (SELECT catalog_last FROM shapes WHERE catalog_last IS NOT NULL)`;

/** Call within a transaction. */
export function forgetBefore(sql: Statements, time: Time): void {
  const moment = Math.ceil(time);
  for (const change of CHANGES) sql.run(change, moment);
  for (const change of ORPHANS) sql.run(change);
  sql.run(CATALOGS, moment);
  sql.run('DELETE FROM catalog_objects WHERE catalog NOT IN (SELECT id FROM catalogs)');
  sql.run(
    'DELETE FROM names WHERE id NOT IN (SELECT name FROM touches) AND id NOT IN (SELECT name FROM catalog_objects)',
  );
}
