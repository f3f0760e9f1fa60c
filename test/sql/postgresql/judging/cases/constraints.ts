/** Constraints: added, validated, dropped; and what proves NOT NULL. */
import type { Case } from '../story.ts';

export const constraintCases: Case[] = [
  [
    'ALTER TABLE posts ADD CONSTRAINT long CHECK (words > 10)',
    'constrains constraint:posts.long | tighten scan | add-check | posts AX',
  ],
  [
    'ALTER TABLE posts ADD CHECK (words > 10)',
    'constrains constraint:posts.posts_words_check | tighten scan | add-check | posts AX',
  ],
  [
    'ALTER TABLE posts ADD CHECK (words > id)',
    'constrains constraint:posts.posts_check | tighten scan | add-check | posts AX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT long CHECK (words > 10) NOT VALID',
    'constrains constraint:posts.long | tighten instant | add-check-not-valid | posts AX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT long CHECK (words > 10) NOT VALID, VALIDATE CONSTRAINT long',
    'constrains constraint:posts.long | tighten instant | add-check-not-valid | posts AX',
    'constrains constraint:posts.long | migrate scan | validate-constraint | posts AX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT u FOREIGN KEY (user_id) REFERENCES users (id)',
    'constrains constraint:posts.u | tighten scan | add-foreign-key | posts SRX, users SRX',
  ],
  [
    'ALTER TABLE posts ADD FOREIGN KEY (user_id) REFERENCES users',
    'constrains constraint:posts.posts_user_id_fkey | tighten scan | add-foreign-key | posts SRX, users SRX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT u FOREIGN KEY (user_id) REFERENCES users NOT VALID',
    'constrains constraint:posts.u | tighten instant | add-foreign-key-not-valid | posts SRX, users SRX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT up FOREIGN KEY (id) REFERENCES posts (id) NOT VALID',
    'constrains constraint:posts.up | tighten instant | add-foreign-key-not-valid | posts SRX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT words_key UNIQUE (words)',
    'constrains constraint:posts.words_key | tighten scan | add-unique | posts AX',
  ],
  [
    'ALTER TABLE posts ADD UNIQUE (user_id, words)',
    'constrains constraint:posts.posts_user_id_words_key | tighten scan | add-unique | posts AX',
  ],
  [
    'CREATE UNIQUE INDEX CONCURRENTLY words_key ON posts (words); ALTER TABLE posts ADD CONSTRAINT words_key UNIQUE USING INDEX words_key',
    'constrains constraint:posts.words_key | expand instant | add-unique-using-index | posts AX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT words_key UNIQUE USING INDEX nobody_knows',
    'constrains constraint:posts.words_key | tighten instant | add-unique-using-unknown-index | posts AX',
  ],
  [
    'ALTER TABLE billing.invoices ADD PRIMARY KEY (id)',
    'constrains constraint:billing.invoices.invoices_pkey | tighten scan | add-primary-key | billing.invoices AX',
  ],
  [
    'CREATE UNIQUE INDEX i ON posts (user_id); ALTER TABLE posts ADD CONSTRAINT k PRIMARY KEY USING INDEX i',
    'constrains constraint:posts.k | expand instant | add-primary-key-using-index | posts AX',
  ],
  [
    'CREATE UNIQUE INDEX i ON posts (words); ALTER TABLE posts ADD CONSTRAINT k PRIMARY KEY USING INDEX i',
    'constrains constraint:posts.k | tighten scan | add-primary-key-using-index-nullable | posts AX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT x EXCLUDE USING gist (words WITH =)',
    'constrains constraint:posts.x | tighten scan | add-exclusion | posts AX',
  ],
  [
    'ALTER TABLE posts VALIDATE CONSTRAINT nobody_knows',
    'constrains constraint:posts.nobody_knows | migrate scan | validate-constraint | posts SUX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users NOT VALID; ALTER TABLE posts VALIDATE CONSTRAINT f',
    'constrains constraint:posts.f | migrate scan | validate-constraint | posts SUX, users RS',
  ],
  [
    'ALTER TABLE users VALIDATE CONSTRAINT users_age_check',
    'constrains constraint:users.users_age_check | migrate scan | validate-constraint | users SUX',
  ],
  [
    'ALTER TABLE users DROP CONSTRAINT users_age_check',
    'relaxes constraint:users.users_age_check | expand instant | drop-check | users AX',
  ],
  [
    'ALTER TABLE posts DROP CONSTRAINT posts_user_fkey',
    'relaxes constraint:posts.posts_user_fkey | expand instant | drop-foreign-key | posts AX, users AX',
  ],
  [
    'ALTER TABLE users DROP CONSTRAINT users_email_key',
    'removes constraint:users.users_email_key | contract instant | drop-unique | users AX',
  ],
  [
    'ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE',
    'removes constraint:users.users_pkey | contract instant | drop-primary-key | users AX',
    'relaxes constraint:posts.posts_user_fkey | expand instant | drop-cascaded-constraint | posts AX',
  ],
  [
    'ALTER TABLE users DROP CONSTRAINT nobody_knows',
    'removes constraint:users.nobody_knows | contract instant | drop-unknown-constraint | users AX',
  ],
  [
    'ALTER TABLE users DROP CONSTRAINT IF EXISTS nobody_knows',
    'alters constraint:users.nobody_knows | neutral instant | already-gone | users AX',
  ],
  [
    'ALTER TABLE nobody DROP CONSTRAINT IF EXISTS nobody_pkey',
    'removes constraint:nobody.nobody_pkey | contract instant | drop-unknown-constraint | nobody AX',
  ],
  [
    'ALTER TABLE posts ADD CONSTRAINT x EXCLUDE USING gist (words WITH =); ALTER TABLE posts DROP CONSTRAINT x',
    'removes constraint:posts.x | contract instant | drop-exclusion | posts AX',
  ],
  [
    'ALTER TABLE posts ALTER CONSTRAINT posts_user_fkey DEFERRABLE',
    'alters constraint:posts.posts_user_fkey | neutral instant | alter-constraint | posts AX',
  ],
  [
    'ALTER TABLE users RENAME CONSTRAINT users_age_check TO adult',
    'renames constraint:users.users_age_check | neutral instant | rename-internal | users AX',
  ],
  // a valid check proves NOT NULL
  [
    'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL); ALTER TABLE users ALTER email SET NOT NULL',
    'constrains users.email | tighten instant | set-not-null-proven | users AX',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID; ALTER TABLE users ALTER email SET NOT NULL',
    'constrains users.email | tighten scan | set-not-null | users AX',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID; ALTER TABLE users VALIDATE CONSTRAINT c; ALTER TABLE users ALTER email SET NOT NULL',
    'constrains users.email | tighten instant | set-not-null-proven | users AX',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL AND note IS NOT NULL); ALTER TABLE users ALTER note SET NOT NULL',
    'constrains users.note | tighten instant | set-not-null-proven | users AX',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL OR note IS NOT NULL); ALTER TABLE users ALTER note SET NOT NULL',
    'constrains users.note | tighten scan | set-not-null | users AX',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT c CHECK (NOT (email IS NULL)); ALTER TABLE users ALTER email SET NOT NULL',
    'constrains users.email | tighten instant | set-not-null-proven | users AX',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT c CHECK (length(email) > 0); ALTER TABLE users ALTER email SET NOT NULL',
    'constrains users.email | tighten scan | set-not-null | users AX',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL); ALTER TABLE users ALTER email SET NOT NULL, DROP CONSTRAINT c',
    'constrains users.email | tighten scan | set-not-null | users AX',
    'relaxes constraint:users.c | expand instant | drop-check | users AX',
  ],
  [
    'ALTER TABLE users ADD CONSTRAINT c CHECK (email IS NOT NULL); ALTER TABLE users DROP CONSTRAINT c; ALTER TABLE users ALTER email SET NOT NULL',
    'constrains users.email | tighten scan | set-not-null | users AX',
  ],
  [
    'ALTER TABLE nobody ADD CONSTRAINT c CHECK (email IS NOT NULL) NOT VALID; ALTER TABLE nobody VALIDATE CONSTRAINT c; ALTER TABLE nobody ALTER email SET NOT NULL',
    'constrains nobody.email | tighten instant | set-not-null-proven | nobody AX',
  ],
  [
    'ALTER TABLE nobody ADD CONSTRAINT k PRIMARY KEY USING INDEX i',
    'constrains constraint:nobody.k | tighten scan | add-primary-key-using-unknown-index | nobody AX',
  ],
];
