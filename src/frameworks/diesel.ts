import type { MigrationFile } from '../model.ts';
import type { Framework } from './framework.ts';
import { byPath } from './order.ts';
import { folderOf, nameOf } from './paths.ts';

/** `2026-01-02-030405_add_users/up.sql` -> `20260102030405`. Source: diesel_migrations file_based_migrations.rs. */
function versionOf(path: string): string {
  return (nameOf(folderOf(path)).split('_')[0] ?? '').replaceAll('-', '');
}

const metadataOf = (path: string): string => `${folderOf(path)}/metadata.toml`;

function compare(a: MigrationFile, b: MigrationFile): number {
  const [left, right] = [a.version ?? '', b.version ?? ''];
  return left < right ? -1 : left > right ? 1 : byPath(a, b);
}

/**
 * A transaction for each folder, unless its metadata.toml says `run_in_transaction = false`; even then the file is
 * one string (diesel-rs/diesel#4552).
 */
export const diesel: Framework = {
  name: 'diesel',
  recognises: (folder) => (folder.paths.some((path) => /[^/]\/up\.sql$/.test(path)) ? 90 : 0),
  list: (paths) =>
    paths
      .filter((path) => nameOf(path) === 'up.sql' && !nameOf(folderOf(path)).startsWith('.'))
      .map((path) => ({ path, version: versionOf(path), repeatable: false }))
      .sort(compare),
  up(path, text, tree) {
    const metadata = tree?.text(metadataOf(path)) ?? '';
    const untransacted = /^[ \t]*run_in_transaction[ \t]*=[ \t]*false\b/m.test(metadata);
    return { path, up: text, transaction: untransacted ? 'implicit' : 'runner' };
  },
};
