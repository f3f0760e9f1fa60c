/** What a decision will look at, asked for together: the fewer requests, the sooner the answer. */
import { markers, surroundings } from '../frameworks/index.ts';
import type { Database, Question } from '../model.ts';
import type { Wanted } from '../read/github/objects.ts';
import { prefixesOf } from '../read/github/prefixes.ts';
import { WANTED_PATHS } from '../read/manifest/paths.ts';
import type { Points } from './migration-sets.ts';

/** Folders of migrations, and what beside them tells whose they are. The whole tree (an empty prefix) comes another way. */
export function migrationsWanted(
  databases: readonly Database[],
  { base, mergeBase, head }: Points,
): Wanted[] {
  const folders = [...new Set(databases.flatMap(({ migrations }) => prefixesOf(migrations)))].filter(
    (folder) => folder !== '',
  );
  const beside = surroundings(folders.map((folder) => `${folder}/x`));
  return [
    ...folders.map((path): Wanted => ({ commit: base, path, kind: 'folder', texts: true })),
    ...[mergeBase, head].flatMap((commit) =>
      folders.map((path): Wanted => ({ commit, path, kind: 'folder', texts: commit === head })),
    ),
    ...(databases.some(({ framework }) => framework === 'auto')
      ? [base, head].flatMap((commit) =>
          beside.map((path): Wanted => ({ commit, path, kind: 'file', texts: markers([path]).length > 0 })),
        )
      : []),
  ];
}

/** The manifest where it was before the pull request. */
export const manifestWanted = ({ mergeBase }: Points): Wanted[] =>
  WANTED_PATHS.map((path) => ({ commit: mergeBase, path, kind: 'file', texts: true }));

/** What a round of questions will look at: many commits' files, in one query. All code of a commit comes as its archive. */
export function askedFor(questions: readonly Question[]): Wanted[] {
  return questions.flatMap((question): Wanted[] => {
    if (question.ask === 'carried')
      return question.migrations.map(({ path }) => ({
        commit: question.commit,
        path,
        kind: 'file',
        texts: false,
      }));
    if (question.ask !== 'mentions' || question.files === null) return [];
    const folders = prefixesOf(question.files);
    if (folders.includes('')) return [];
    return folders.map((path) => ({ commit: question.commit, path, kind: 'folder', texts: true }));
  });
}
