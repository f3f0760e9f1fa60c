/** What a pull request may change without anybody looking at the schema: held against what a manifest calls code. */
import { describe, expect, it } from 'vitest';
import type { ChangedFile, ManifestReading } from '../../src/model.ts';
import { readManifest } from '../../src/read/manifest.ts';
import { touchesNothing } from '../../src/world/idle.ts';

const MANIFEST = `version: 1
databases: { app: { engine: postgresql, version: 16, migrations: db/migrations } }
environments: [{ name: production }]
changes:
  split-user-name:
    adds: [users.first_name]
    removes: [users.name]
    migrate:
      read_new: { code: [app/vendor/users.rb] }
    references: { paths: ["docs/queries/**"] }
  require-email:
    tightens: [users.email]
    writers: { code: [third_party/ours/*.ts] }
`;

function reading(text: string): ManifestReading {
  const read = readManifest([{ path: 'lanekeeper.yml', text }], 'lanekeeper.yml');
  if (read.state !== 'valid') throw new Error(JSON.stringify(read));
  return read;
}

const file = (path: string, from: string | null = null): ChangedFile => ({
  ...{ path, from, status: from === null ? 'modified' : 'renamed' },
  ...{ before: 'a\n', after: 'b\n', beforeBlob: 'a', afterBlob: 'b', unread: false },
});

const base = reading(MANIFEST);
const same = { base, head: base, mergeBase: base };

describe('nothing of the schema', () => {
  it.each(['README.md', 'docs/a.md', 'vendor/lib.rb', 'test/users.test.ts'])('is touched by %s', (path) => {
    expect(touchesNothing(same, [file(path)])).toBe(true);
  });

  it.each([
    ['code', file('src/users.ts')],
    ['the code of a step, in a folder that else is never code', file('app/vendor/users.rb')],
    ['the same, moved away', file('docs/old.md', 'app/vendor/users.rb')],
    ['the code that keeps a new rule', file('third_party/ours/users.ts')],
    ['where mentions are looked for', file('docs/queries/users.md')],
  ])('is not what a change of %s is', (_, changed) => {
    expect(touchesNothing(same, [changed])).toBe(false);
    expect(touchesNothing(same, [file('README.md'), changed])).toBe(false);
  });

  it('is not what another manifest is', () => {
    const head = reading(MANIFEST.replace('users.email', 'users.mail'));
    expect(touchesNothing({ ...same, head }, [file('README.md')])).toBe(false);
    expect(touchesNothing({ ...same, mergeBase: head }, [file('README.md')])).toBe(false);
  });
});
