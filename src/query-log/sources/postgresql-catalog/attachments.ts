/** What tables and views have upon them: parents, keys, indexes, triggers, rules, policies. */
import { definition, relationName, userSchema } from './scope.ts';

const last = (stage: number, ddl: string): string => definition('', '0', stage, ddl);
const table = relationName('n', 'c');
const tables = 'JOIN pg_class c ON c.oid = ';
const spaces = `JOIN pg_namespace n ON n.oid = c.relnamespace`;

const parents = `${last(
  6,
  `CASE WHEN c.relispartition THEN 'ALTER TABLE ONLY ' || ${relationName('pn', 'p')} || ' ATTACH PARTITION ' || ${table} || ' ' || pg_get_expr(c.relpartbound, c.oid)
     ELSE 'ALTER TABLE ' || ${table} || ' INHERIT ' || ${relationName('pn', 'p')} END`,
)} FROM pg_inherits i ${tables} i.inhrelid ${spaces} JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
  WHERE ${userSchema('n')} AND c.relkind IN ('r', 'p', 'f')`;

/** Primary keys, then the others, then foreign keys, which need them. Checks are written with their tables. */
const constraints = (kinds: string, stage: number, more = ''): string =>
  `${last(stage, `'ALTER TABLE ONLY ' || ${table} || ' ADD CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)`)}
   FROM pg_constraint k ${tables} k.conrelid ${spaces} WHERE ${userSchema('n')} AND c.relkind IN ('r', 'p', 'f') AND k.contype IN (${kinds})${more}`;

const indexes = `${last(9, 'pg_get_indexdef(x.indexrelid)')} FROM pg_index x ${tables} x.indrelid ${spaces}
  WHERE ${userSchema('n')} AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))`;

const triggers = `${last(11, 'pg_get_triggerdef(g.oid)')} FROM pg_trigger g ${tables} g.tgrelid ${spaces}
  WHERE ${userSchema('n')} AND NOT g.tgisinternal`;

const rules = `${last(11, `rtrim(pg_get_ruledef(r.oid), '; ')`)} FROM pg_rewrite r ${tables} r.ev_class ${spaces}
  WHERE ${userSchema('n')} AND r.rulename <> '_RETURN'`;

const policies = `${last(
  12,
  `'CREATE POLICY ' || quote_ident(o.polname) || ' ON ' || ${table}
    || CASE o.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE' WHEN 'd' THEN ' FOR DELETE' ELSE '' END
    || coalesce(' USING (' || pg_get_expr(o.polqual, o.polrelid) || ')', '') || coalesce(' WITH CHECK (' || pg_get_expr(o.polwithcheck, o.polrelid) || ')', '')`,
)} FROM pg_policy o ${tables} o.polrelid ${spaces} WHERE ${userSchema('n')}`;

const statistics = `${last(12, 'pg_get_statisticsobjdef(s.oid)')} FROM pg_statistic_ext s ${tables} s.stxrelid ${spaces} WHERE ${userSchema('n')}`;

export const attachmentQueries = (version: number): string[] => [
  parents,
  constraints(`'p'`, 7),
  constraints(`'u', 'x'`, 8),
  // A partition's copy of its parent's foreign key comes with the parent's.
  constraints(`'f'`, 10, version >= 11 ? ' AND k.conparentid = 0' : ''),
  indexes,
  triggers,
  rules,
  policies,
  statistics,
];
