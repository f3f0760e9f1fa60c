/** The evidence file as text; what it holds is read where evidence is read. */
import { readFileSync } from 'node:fs';
import { UserError } from '../user-error.ts';

/** Null where none was named. `-` is standard input. */
export function readEvidence(path: string | null): { text: string; name: string } | null {
  if (path === null) return null;
  try {
    return {
      text: readFileSync(path === '-' ? 0 : path, 'utf8'),
      name: path === '-' ? 'standard input' : path,
    };
  } catch (error) {
    throw new UserError(
      `the evidence file ${path} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      'Check the path; without --evidence, what needs deployments is told to be missing.',
    );
  }
}
