/** The only register of rules, in the order in which people read them. `npm run new:rule <id>` adds a line here. */
import type { Rule } from '../rule.ts';
import { approval } from './approval.ts';
import { backfill } from './backfill.ts';
import { batchedData } from './batched-data.ts';
import { deployOrder } from './deploy-order.ts';
import { deprecation } from './deprecation.ts';
import { divergence } from './divergence.ts';
import { inPlaceChange } from './in-place-change.ts';
import { lockTimeout } from './lock-timeout.ts';
import { manifestLoosened } from './manifest-loosened.ts';
import { manifestValid } from './manifest-valid.ts';
import { migrationEdited } from './migration-edited.ts';
import { migrationSequence } from './migration-sequence.ts';
import { noNewReferences } from './no-new-references.ts';
import { noReferences } from './no-references.ts';
import { onlineDdl } from './online-ddl.ts';
import { phaseOrder } from './phase-order.ts';
import { quiet } from './quiet.ts';
import { rollbackHorizon } from './rollback-horizon.ts';
import { safeRollback } from './safe-rollback.ts';
import { schemaBeforeCode } from './schema-before-code.ts';
import { schemaDependents } from './schema-dependents.ts';
import { separatePhases } from './separate-phases.ts';
import { soak } from './soak.ts';
import { tightenAfterWriters } from './tighten-after-writers.ts';
import { transactionScope } from './transaction-scope.ts';
import { undeclaredContract } from './undeclared-contract.ts';
import { unreadableMigration } from './unreadable-migration.ts';

export const rules: readonly Rule[] = [
  manifestValid,
  manifestLoosened,
  unreadableMigration,
  migrationEdited,
  migrationSequence,
  inPlaceChange,
  tightenAfterWriters,
  onlineDdl,
  transactionScope,
  lockTimeout,
  batchedData,
  undeclaredContract,
  separatePhases,
  schemaBeforeCode,
  noNewReferences,
  phaseOrder,
  noReferences,
  schemaDependents,
  quiet,
  divergence,
  backfill,
  soak,
  deprecation,
  approval,
  rollbackHorizon,
  deployOrder,
  safeRollback,
];
