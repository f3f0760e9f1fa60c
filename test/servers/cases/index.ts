import type { Case } from './case.ts';
import { columnCases } from './columns.ts';
import { constraintCases } from './constraints.ts';
import { indexCases } from './indexes.ts';
import { otherCases } from './others.ts';
import { tableCases } from './tables.ts';
import { typeCases } from './types.ts';

/** Every statement whose locks, load and resulting schema are compared with the servers. */
export const cases: Case[] = [
  ...columnCases,
  ...typeCases,
  ...constraintCases,
  ...indexCases,
  ...tableCases,
  ...otherCases,
];
