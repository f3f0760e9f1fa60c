/** Columns that change their type. */
import type { Case } from '../story.ts';

export const retypeCases: Case[] = [
  [
    'ALTER TABLE users ALTER email TYPE character varying(80)',
    'retypes users.email | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER email TYPE varchar(40)',
    'alters users.email | neutral instant | retype-same | users AX',
  ],
  [
    'ALTER TABLE users ALTER email TYPE varchar',
    'retypes users.email | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER email TYPE text',
    'retypes users.email | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER email TYPE text USING email::text',
    'retypes users.email | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER email TYPE varchar(20)',
    'retypes users.email | in-place rewrite | retype | users AX',
  ],
  [
    'ALTER TABLE users ALTER email TYPE citext',
    'retypes users.email | expand scan | retype-widening-checked | users AX',
  ],
  [
    'ALTER TABLE users ALTER name TYPE varchar',
    'retypes users.name | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER name TYPE varchar(100)',
    'retypes users.name | in-place rewrite | retype | users AX',
  ],
  [
    'ALTER TABLE users ALTER name TYPE text USING lower(name)',
    'retypes users.name | in-place rewrite | retype | users AX',
  ],
  [
    'ALTER TABLE users ALTER name TYPE label',
    'retypes users.name | expand instant | retype-widening | users AX',
  ],
  ['ALTER TABLE users ALTER age TYPE bigint', 'retypes users.age | in-place rewrite | retype | users AX'],
  ['ALTER TABLE users ALTER age TYPE int4', 'alters users.age | neutral instant | retype-same | users AX'],
  [
    'ALTER TABLE users ALTER score TYPE numeric(12,2)',
    'retypes users.score | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER score TYPE numeric',
    'retypes users.score | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER score TYPE numeric(12,4)',
    'retypes users.score | in-place rewrite | retype | users AX',
  ],
  [
    'ALTER TABLE users ALTER score TYPE numeric(8,2)',
    'retypes users.score | in-place rewrite | retype | users AX',
  ],
  [
    'ALTER TABLE users ALTER seen TYPE timestamptz',
    'retypes users.seen | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER seen TYPE timestamptz(6)',
    'retypes users.seen | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER seen TYPE timestamptz(0)',
    'retypes users.seen | in-place rewrite | retype | users AX',
  ],
  [
    'ALTER TABLE users ALTER born TYPE timestamptz',
    'retypes users.born | in-place rewrite | retype-time-zone | users AX',
  ],
  [
    `SET timezone = 'UTC'; DROP INDEX users_note_born_idx; ALTER TABLE users ALTER born TYPE timestamptz`,
    'retypes users.born | in-place instant | retype-time-zone-utc | users AX',
  ],
  [
    `ALTER TABLE users ALTER born TYPE timestamptz USING born AT TIME ZONE 'UTC'`,
    'retypes users.born | in-place rewrite | retype | users AX',
  ],
  [
    'ALTER TABLE users ALTER address TYPE inet',
    'retypes users.address | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER bits TYPE varbit(16)',
    'retypes users.bits | expand instant | retype-widening | users AX',
  ],
  [
    'ALTER TABLE users ALTER bits TYPE varbit',
    'retypes users.bits | expand instant | retype-widening | users AX',
  ],
  ['ALTER TABLE users ALTER extra TYPE jsonb', 'retypes users.extra | in-place rewrite | retype | users AX'],
  [
    'ALTER TABLE users ALTER current TYPE text',
    'retypes users.current | in-place rewrite | retype | users AX',
  ],
  [
    'ALTER TABLE users ALTER org_id TYPE numeric',
    'retypes users.org_id | in-place rewrite | retype | orgs AX, users AX',
  ],
  [
    'ALTER TABLE users ALTER id TYPE numeric',
    'retypes users.id | in-place rewrite | retype | posts AX, users AX',
  ],
  [
    'ALTER TABLE nobody ALTER name TYPE text',
    'retypes nobody.name | in-place rewrite | retype-unknown | nobody AX',
  ],
  [
    'ALTER TABLE users ALTER nobody TYPE text',
    'retypes users.nobody | in-place rewrite | retype-unknown | users AX',
  ],
  [
    'ALTER TABLE users ALTER COLUMN email TYPE varchar(80), ALTER COLUMN age TYPE bigint',
    'retypes users.email | expand instant | retype-widening | users AX',
    'retypes users.age | in-place rewrite | retype | users AX',
  ],
  [
    `SET timezone = 'UTC'; ALTER TABLE users ALTER born TYPE timestamptz`,
    'retypes users.born | in-place rewrite | retype-time-zone | users AX',
  ],
];
