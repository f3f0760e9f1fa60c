/** `lanekeeper query-log ingest`: reads old logs into the store. */
import { UserError } from '../../user-error.ts';

export async function run(_args: string[]): Promise<number> {
  throw new UserError(
    'query-log ingest is not built yet.',
    'query-log columns tells what statements read and write.',
  );
}
