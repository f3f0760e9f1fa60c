/** `lanekeeper query-log usage`: tells what uses an object. */
import { UserError } from '../../user-error.ts';

export async function run(_args: string[]): Promise<number> {
  throw new UserError(
    'query-log usage is not built yet.',
    'query-log columns tells what statements read and write.',
  );
}
