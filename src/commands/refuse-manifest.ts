/** A manifest with mistakes, as the error of a command that needs one. */
import type { ManifestMistake } from '../model.ts';
import { UserError } from '../user-error.ts';

const SHOWN = 10;

export function lineOf({ path, line, column, message }: ManifestMistake): string {
  return `${path}:${line}:${column} ${message}`;
}

/** Tells all that is wrong, up to a screenful. */
export function refuseManifest(mistakes: readonly ManifestMistake[]): UserError {
  const more = mistakes.length > SHOWN ? `\n  and ${mistakes.length - SHOWN} more` : '';
  const next =
    more === '' ? 'Correct the manifest, and try again.' : 'lanekeeper validate lists every mistake.';
  return new UserError(`${mistakes.slice(0, SHOWN).map(lineOf).join('\n  ')}${more}`, next);
}
