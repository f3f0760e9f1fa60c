/** How a file is taken out of the transaction that its runner opens, per framework. */
import type { FrameworkName, TransactionRef } from '../model.ts';

const ALONE = 'Put it in a migration of its own, with no other statement in the file';

/** Sources: each framework's own documentation; where the file still goes as one string, it must hold one statement. */
const HOW: Partial<Record<FrameworkName, string>> = {
  goose: 'Put it in a migration of its own whose first line is `-- +goose NO TRANSACTION`.',
  dbmate: `${ALONE} but the marker \`-- migrate:up transaction:false\`.`,
  'sql-migrate': 'Put it in a migration of its own that begins with `-- +migrate Up notransaction`.',
  sqlx: `${ALONE}, whose first line is \`-- no-transaction\`.`,
  atlas: 'Put it in a migration of its own that begins with `-- atlas:txmode none` and an empty line.',
  diesel: `${ALONE}, and a \`metadata.toml\` beside it that says \`run_in_transaction = false\`.`,
  flyway: `${ALONE}: Flyway then opens no transaction. \`executeInTransaction=false\` in a file of its name and \`.conf\` says so, too.`,
  supabase: `${ALONE}: the CLI runs it outside of its batch from 2.109 on.`,
  drizzle:
    "drizzle's migrator runs all pending files in one transaction: run this statement by hand before, and leave it out of the file.",
};

/** What to do so that a statement runs outside of a transaction, as a sentence to follow. */
export function leaveTransaction(framework: FrameworkName, by: TransactionRef['by']): string {
  if (by === 'written') return 'Put it in a migration of its own, without BEGIN and COMMIT.';
  return HOW[framework] ?? `${ALONE}.`;
}
