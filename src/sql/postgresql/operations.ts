/** The statement table: what each kind of statement means to old and new code, what it does to rows, and under which locks. */
import type { Operation } from './operation.ts';
import { columnOperations } from './operations-columns.ts';
import { constraintOperations } from './operations-constraints.ts';
import { dataOperations } from './operations-data.ts';
import { indexOperations } from './operations-indexes.ts';
import { keyOperations } from './operations-keys.ts';
import { objectOperations } from './operations-objects.ts';
import { retypeOperations } from './operations-retypes.ts';
import { tableOperations } from './operations-tables.ts';
import { typeOperations } from './operations-types.ts';

const rows = {
  ...tableOperations,
  ...columnOperations,
  ...retypeOperations,
  ...constraintOperations,
  ...keyOperations,
  ...indexOperations,
  ...typeOperations,
  ...objectOperations,
  ...dataOperations,
};

export type OperationId = keyof typeof rows;

/** Every row by its id, which effects carry as `operation`. */
export const operations: Readonly<Record<OperationId, Operation>> = rows;
