/** `lanekeeper query-log serve`: answers the gate. */
import { UserError } from '../../user-error.ts';

export async function run(_args: string[]): Promise<number> {
  throw new UserError(
    'query-log serve is not built yet.',
    'query-log columns tells what statements read and write.',
  );
}
