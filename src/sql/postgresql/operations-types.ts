/** Types and sequences. */
import { defineOperations, later, type Words } from './operation.ts';

const gone = (w: Words): string => `Code that still uses ${w.object} fails from then on.`;

export const typeOperations = defineOperations({
  'add-enum-value': {
    kind: 'adds',
    phase: 'expand',
    load: 'instant',
    lock: null,
    source: 'measured',
  },
  'add-attribute': {
    kind: 'adds',
    phase: 'expand',
    load: 'instant',
    lock: null,
    source: 'sql-altertype',
  },
  'drop-attribute': {
    kind: 'removes',
    phase: 'contract',
    load: 'instant',
    lock: null,
    source: 'sql-altertype',
    why: gone,
  },
  'retype-attribute': {
    kind: 'retypes',
    phase: 'in-place',
    load: 'instant',
    lock: null,
    source: 'sql-altertype: refused while a table uses the type',
    why: (w) => `${w.object} would become ${w.after} in one step, while code of both kinds runs.`,
  },
  'constrain-domain': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'scan',
    lock: null,
    otherLock: 'SHARE',
    rows: 'scan',
    source: 'measured: every table with a column of the domain is read',
    why: (w) =>
      `Every table with a column of ${w.object} is read while its writes wait, and code that still writes other values fails.`,
    instead: (w) => [
      `ALTER DOMAIN ${w.name} ADD CONSTRAINT ${w.constraint} CHECK (${w.definition}) NOT VALID;`,
      ...later(
        'in a later migration and a quiet moment, for writes to those tables wait while it reads them',
        [`ALTER DOMAIN ${w.name} VALIDATE CONSTRAINT ${w.constraint};`],
      ),
    ],
  },
  'constrain-domain-not-valid': {
    kind: 'constrains',
    phase: 'tighten',
    load: 'instant',
    lock: null,
    rows: 'new-rows',
    source: 'sql-alterdomain',
    why: (w) =>
      `The new rule of ${w.object} holds for new values at once: code that still writes others fails.`,
  },
  'validate-domain-unseen': {
    kind: 'constrains',
    phase: 'migrate',
    load: 'scan',
    lock: null,
    otherLock: 'SHARE',
    rows: 'scan',
    source: 'measured, for tables that are known; here none is, and not every table was seen',
    why: (w) =>
      `Should tables have a column of ${w.object}, each is read while its writes wait; no migration that was read has one.`,
    instead: () => [`-- run it in a quiet moment`],
  },
  'validate-domain': {
    kind: 'constrains',
    phase: 'migrate',
    load: 'scan',
    lock: null,
    otherLock: 'SHARE',
    rows: 'scan',
    source: 'sql-alterdomain',
  },
  'relax-domain': {
    kind: 'relaxes',
    phase: 'expand',
    load: 'instant',
    lock: null,
    source: 'sql-alterdomain',
  },
  'restart-sequence': {
    kind: 'rewrites',
    phase: 'migrate',
    load: 'rewrite',
    lock: 'SHARE ROW EXCLUSIVE',
    source: 'measured',
    why: (w) => `Numbers that ${w.object} gave before may come again.`,
  },
  'retype-sequence': {
    kind: 'alters',
    phase: 'neutral',
    load: 'rewrite',
    lock: 'SHARE ROW EXCLUSIVE',
    source: 'measured',
  },
  'own-sequence': {
    kind: 'alters',
    phase: 'neutral',
    load: 'instant',
    lock: 'SHARE ROW EXCLUSIVE',
    source: 'measured: OWNED BY alone writes nothing anew',
  },
  'alter-sequence': {
    kind: 'alters',
    phase: 'neutral',
    load: 'rewrite',
    lock: 'SHARE ROW EXCLUSIVE',
    source: 'measured: any option writes the sequence anew',
  },
});
