import { nameOf } from './paths.ts';
import { unreadFramework } from './unread.ts';

const FORMATTED = /^\s*--\s*liquibase formatted sql/i;
const CHANGE_LOG = /databaseChangeLog/;

/** Formatted SQL, XML, YAML and JSON change logs. */
export const liquibase = unreadFramework('liquibase', /\.(?:sql|xml|ya?ml|json)$/i, (folder) => {
  const texts = folder.paths.map((path) => folder.text(path) ?? '');
  if (texts.some((text) => FORMATTED.test(text) || CHANGE_LOG.test(text))) return 100;
  const named = (path: string): boolean => /changelog.*\.(?:xml|ya?ml)$/i.test(nameOf(path));
  return folder.paths.some(named) ? 60 : 0;
});
