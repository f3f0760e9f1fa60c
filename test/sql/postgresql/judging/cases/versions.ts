/** What one version does otherwise than another. */
import type { Case } from '../story.ts';

export const versionCases: Record<number, Case[]> = {
  10: [
    [
      'ALTER TABLE users ADD COLUMN n integer DEFAULT 1',
      'adds users.n | expand rewrite | add-column-default | users AX',
    ],
    [
      'ALTER TABLE users ADD COLUMN n integer NOT NULL DEFAULT 1',
      'adds users.n | expand rewrite | add-column-default | users AX',
    ],
    [
      'ALTER TABLE users ADD COLUMN n timestamptz DEFAULT now()',
      'adds users.n | expand rewrite | add-column-default | users AX',
    ],
    [
      'ALTER TABLE users ADD COLUMN n integer DEFAULT random()',
      'adds users.n | expand rewrite | add-column-volatile-default | users AX',
    ],
    [
      'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL); ALTER TABLE users ALTER email SET NOT NULL',
      'constrains users.email | tighten scan | set-not-null | users AX',
    ],
    [
      'ALTER INDEX users_name_idx RENAME TO n',
      'renames index:users_name_idx | neutral instant | rename-index | index:users_name_idx AX',
    ],
    [
      `ALTER TABLE events ATTACH PARTITION posts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
      'alters posts | expand scan | attach-partition | events AX, posts AX',
    ],
    [
      `SET timezone = 'UTC'; DROP INDEX users_note_born_idx; ALTER TABLE users ALTER born TYPE timestamptz`,
      'retypes users.born | in-place rewrite | retype-time-zone-utc | users AX',
    ],
    ['REVOKE SELECT ON users FROM app', 'constrains users | tighten instant | revoke | -'],
    [
      'ALTER TABLE users DROP CONSTRAINT users_name_not_null',
      'removes constraint:users.users_name_not_null | contract instant | drop-unknown-constraint | users AX',
    ],
  ],
  11: [
    [
      'ALTER TABLE users ADD COLUMN n integer DEFAULT 1',
      'adds users.n | expand instant | add-column-default | users AX',
    ],
    [
      'ALTER TABLE users ADD COLUMN n integer NOT NULL DEFAULT 1',
      'adds users.n | expand instant | add-column-default | users AX',
    ],
    [
      'ALTER TABLE users ADD COLUMN n timestamptz DEFAULT now()',
      'adds users.n | expand instant | add-column-default | users AX',
    ],
  ],
  12: [
    [
      'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL); ALTER TABLE users ALTER email SET NOT NULL',
      'constrains users.email | tighten instant | set-not-null-proven | users AX',
    ],
    [
      'ALTER INDEX users_name_idx RENAME TO n',
      'renames index:users_name_idx | neutral instant | rename-index | index:users_name_idx SUX',
    ],
    [
      `ALTER TABLE events ATTACH PARTITION posts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')`,
      'alters posts | expand scan | attach-partition | events SUX, posts AX',
    ],
    [
      `SET timezone = 'UTC'; DROP INDEX users_note_born_idx; ALTER TABLE users ALTER born TYPE timestamptz`,
      'retypes users.born | in-place instant | retype-time-zone-utc | users AX',
    ],
    [
      'ALTER TABLE users ADD COLUMN n integer GENERATED ALWAYS AS (age * 2)',
      'adds users.n | expand rewrite | add-column-stored-generated | users AX',
    ],
  ],
  18: [
    ['REVOKE SELECT ON users FROM app', 'constrains users | tighten instant | revoke | users AS'],
    [
      'ALTER TABLE users ADD COLUMN n integer GENERATED ALWAYS AS (age * 2)',
      'adds users.n | expand instant | add-column-virtual-generated | users AX',
    ],
    [
      'ALTER TABLE users ADD COLUMN n integer GENERATED ALWAYS AS (age * 2) VIRTUAL',
      'adds users.n | expand instant | add-column-virtual-generated | users AX',
    ],
    [
      'ALTER TABLE users ADD CONSTRAINT n NOT NULL email NOT VALID',
      'constrains constraint:users.n | tighten instant | add-not-null-constraint-not-valid | users AX',
    ],
    [
      'ALTER TABLE users ADD CONSTRAINT n NOT NULL email',
      'constrains constraint:users.n | tighten scan | add-not-null-constraint | users AX',
    ],
    [
      'ALTER TABLE users ADD CONSTRAINT n NOT NULL email NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT n; ALTER TABLE users ALTER email SET NOT NULL',
      'alters users.email | neutral instant | set-not-null-again | users AX',
    ],
    [
      'ALTER TABLE users ADD CONSTRAINT c CHECK (age < 200) NOT ENFORCED',
      'alters constraint:users.c | neutral instant | add-constraint-not-enforced | users AX',
    ],
    [
      'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT ENFORCED; ALTER TABLE users ALTER email SET NOT NULL',
      'constrains users.email | tighten scan | set-not-null | users AX',
    ],
    [
      'ALTER TABLE posts ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT ENFORCED',
      'alters constraint:posts.f | neutral instant | add-foreign-key-not-enforced | posts SRX, users SRX',
    ],
    [
      'ALTER TABLE posts ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT ENFORCED; ALTER TABLE posts ALTER CONSTRAINT f ENFORCED',
      'constrains constraint:posts.f | tighten scan | enforce-constraint | posts AX, users SRX',
    ],
    [
      'ALTER TABLE posts ALTER CONSTRAINT posts_user_fkey NOT ENFORCED',
      'relaxes constraint:posts.posts_user_fkey | expand instant | unenforce-constraint | posts AX, users AX',
    ],
    [
      'ALTER TABLE users DROP CONSTRAINT users_name_not_null',
      'relaxes constraint:users.users_name_not_null | expand instant | drop-not-null-constraint | users AX',
    ],
    [
      'ALTER TABLE users ADD COLUMN n integer GENERATED ALWAYS AS (age) VIRTUAL; ALTER TABLE users ALTER n SET EXPRESSION AS (age * 3)',
      'rewrites users.n | migrate instant | set-virtual-expression | users AX',
    ],
  ],
};
