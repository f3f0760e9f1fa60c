import type { FrameworkName, MigrationFile, MigrationText } from '../model.ts';

/** Names of files, and the text of those that were read beforehand (see `markers`); undefined: not read, or absent. */
export interface Tree {
  paths: readonly string[];
  text(path: string): string | undefined;
}

/** What one migration framework does with its files. A further framework is one file that exports one of these. */
export interface Framework {
  name: FrameworkName;
  /**
   * How sure the files of a migrations folder are this framework's: 0 not at all, 100 beyond doubt. `repository` is
   * everything around the folder.
   */
  recognises(folder: Tree, repository: Tree): number;
  /** The files that run forwards, in the order in which the runner takes them. Others are left out. */
  list(paths: readonly string[], tree?: Tree): MigrationFile[];
  /** Total for any text. The tree gives files beside it that say how it is run (`V1__a.sql.conf`, `metadata.toml`). */
  up(path: string, text: string, tree?: Tree): MigrationText;
}
