/** The only register of rules. `npm run new:rule <id>` adds a line here. */
import type { Rule } from '../rule.ts';
import { batchedData } from './batched-data.ts';
import { inPlaceChange } from './in-place-change.ts';
import { lockTimeout } from './lock-timeout.ts';
import { migrationEdited } from './migration-edited.ts';
import { migrationSequence } from './migration-sequence.ts';
import { onlineDdl } from './online-ddl.ts';
import { schemaDependents } from './schema-dependents.ts';
import { transactionScope } from './transaction-scope.ts';
import { unreadableMigration } from './unreadable-migration.ts';

export const rules: readonly Rule[] = [
  unreadableMigration,
  migrationEdited,
  migrationSequence,
  inPlaceChange,
  onlineDdl,
  transactionScope,
  lockTimeout,
  batchedData,
  schemaDependents,
];
