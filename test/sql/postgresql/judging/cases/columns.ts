/** Columns that are added. */
import type { Case } from '../story.ts';

export const columnCases: Case[] = [
  ['ALTER TABLE users ADD COLUMN nick text', 'adds users.nick | expand instant | add-column | users AX'],
  [
    'ALTER TABLE users ADD nick text NULL DEFAULT NULL',
    'adds users.nick | expand instant | add-column | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN IF NOT EXISTS name text',
    'alters users.name | neutral instant | already-there | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN IF NOT EXISTS nick text',
    'adds users.nick | expand instant | add-column | users AX',
  ],
  [
    'ALTER TABLE IF EXISTS users ADD COLUMN nick text',
    'adds users.nick | expand instant | add-column | users AX',
  ],
  ['ALTER TABLE IF EXISTS nobody ADD COLUMN nick text', 'alters nobody | neutral instant | already-gone | -'],
  ['ALTER TABLE nobody ADD COLUMN nick text', 'adds nobody.nick | expand instant | add-column | nobody AX'],
  [
    'ALTER TABLE billing.invoices ADD COLUMN paid boolean',
    'adds billing.invoices.paid | expand instant | add-column | billing.invoices AX',
  ],
  [
    'ALTER TABLE events ADD COLUMN kind text',
    'adds events.kind | expand instant | add-column | events AX, events_2025 AX',
  ],
  [
    'ALTER TABLE ONLY events ADD COLUMN kind text',
    'adds events.kind | expand instant | add-column | events AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN active boolean NOT NULL DEFAULT true',
    'adds users.active | expand instant | add-column-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN at timestamptz NOT NULL DEFAULT now()',
    'adds users.at | expand instant | add-column-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN at timestamptz DEFAULT CURRENT_TIMESTAMP',
    'adds users.at | expand instant | add-column-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN by text DEFAULT current_user',
    'adds users.by | expand instant | add-column-default | users AX',
  ],
  [
    `ALTER TABLE users ADD COLUMN tags jsonb NOT NULL DEFAULT '{}'::jsonb`,
    'adds users.tags | expand instant | add-column-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN tags text[] DEFAULT ARRAY[]::text[]',
    'adds users.tags | expand instant | add-column-default | users AX',
  ],
  [
    `ALTER TABLE users ADD COLUMN until date DEFAULT (now() + interval '7 days')::date`,
    'adds users.until | expand instant | add-column-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN n integer DEFAULT 1 + 2',
    'adds users.n | expand instant | add-column-default | users AX',
  ],
  [
    `ALTER TABLE users ADD COLUMN loud text DEFAULT shout('hi')`,
    'adds users.loud | expand instant | add-column-default | users AX',
  ],
  [
    `ALTER TABLE users ADD COLUMN current2 mood DEFAULT 'ok'`,
    'adds users.current2 | expand instant | add-column-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN at timestamptz DEFAULT clock_timestamp()',
    'adds users.at | expand rewrite | add-column-volatile-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN r float8 DEFAULT random()',
    'adds users.r | expand rewrite | add-column-volatile-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN r integer DEFAULT (random() * 10)::integer',
    'adds users.r | expand rewrite | add-column-volatile-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN u uuid DEFAULT gen_random_uuid()',
    'adds users.u | expand rewrite | add-column-volatile-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN u uuid NOT NULL DEFAULT uuid_generate_v4()',
    'adds users.u | expand rewrite | add-column-volatile-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN u text DEFAULT timeofday()',
    'adds users.u | expand rewrite | add-column-volatile-default | users AX',
  ],
  [
    `ALTER TABLE users ADD COLUMN n bigint DEFAULT nextval('tickets')`,
    'adds users.n | expand rewrite | add-column-volatile-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN n integer DEFAULT roll()',
    'adds users.n | expand rewrite | add-column-volatile-default | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN n integer DEFAULT nobody_knows()',
    'adds users.n | expand rewrite | add-column-volatile-default | users AX',
  ],
  ['ALTER TABLE users ADD COLUMN n serial', 'adds users.n | expand rewrite | add-column-serial | users AX'],
  [
    'ALTER TABLE users ADD COLUMN n bigserial UNIQUE',
    'adds users.n | expand rewrite | add-column-serial | users AX',
    'constrains constraint:users.users_n_key | tighten scan | add-column-unique | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN n bigint GENERATED ALWAYS AS IDENTITY',
    'adds users.n | expand rewrite | add-column-identity | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN n integer GENERATED ALWAYS AS (age * 2) STORED',
    'adds users.n | expand rewrite | add-column-stored-generated | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN p positive',
    'adds users.p | expand rewrite | add-column-constrained-domain | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN p positive DEFAULT 1',
    'adds users.p | expand rewrite | add-column-constrained-domain | users AX',
  ],
  ['ALTER TABLE users ADD COLUMN p positive[]', 'adds users.p | expand instant | add-column | users AX'],
  ['ALTER TABLE users ADD COLUMN l label', 'adds users.l | expand instant | add-column | users AX'],
  [
    'ALTER TABLE users ADD COLUMN nick text NOT NULL',
    'adds users.nick | in-place scan | add-column-not-null | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN nick text NOT NULL DEFAULT NULL',
    'adds users.nick | in-place scan | add-column-not-null | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN nick text CHECK (nick IS NOT NULL)',
    'adds users.nick | in-place scan | add-column-not-null | users AX',
    'constrains constraint:users.users_nick_check | expand scan | add-column-check | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN k uuid PRIMARY KEY',
    'adds users.k | in-place scan | add-column-not-null | users AX',
    'constrains constraint:users.users_pkey1 | tighten scan | add-column-primary-key | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN height integer CHECK (height > 0)',
    'adds users.height | expand instant | add-column | users AX',
    'constrains constraint:users.users_height_check | expand scan | add-column-check | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN height integer DEFAULT 0 CHECK (height < age)',
    'adds users.height | expand instant | add-column-default | users AX',
    'constrains constraint:users.users_check | tighten scan | add-check | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN boss_id bigint REFERENCES users (id)',
    'adds users.boss_id | expand instant | add-column | users AX',
    'constrains constraint:users.users_boss_id_fkey | expand instant | add-column-references | users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN post_id bigint REFERENCES posts',
    'adds users.post_id | expand instant | add-column | users AX',
    'constrains constraint:users.users_post_id_fkey | expand instant | add-column-references | posts SRX, users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN post_id bigint DEFAULT 1 REFERENCES posts (id)',
    'adds users.post_id | expand instant | add-column-default | users AX',
    'constrains constraint:users.users_post_id_fkey | expand scan | add-column-references-default | posts SRX, users AX',
  ],
  [
    'ALTER TABLE users ADD COLUMN handle text UNIQUE',
    'adds users.handle | expand instant | add-column | users AX',
    'constrains constraint:users.users_handle_key | expand scan | add-column-unique | users AX',
  ],
];
