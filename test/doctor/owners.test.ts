import { describe, expect, it } from 'vitest';
import { ownersOf, readOwners } from '../../src/doctor/owners.ts';

const FILE = `# who answers
* @acme/all
/.github/ @acme/platform   # workflows
docs/*.md @acme/docs
*.sql @acme/dba @octocat
db/migrations/ @acme/data
lanekeeper.yml
`;

describe('who owns a file', () => {
  const owned = readOwners(FILE);
  it.each([
    ['src/index.ts', ['@acme/all']],
    ['.github/workflows/ci.yml', ['@acme/platform']],
    ['docs/a.md', ['@acme/docs']],
    ['docs/deep/a.md', ['@acme/all']],
    ['other/0001.sql', ['@acme/dba', '@octocat']],
    // The last that matches decides.
    ['db/migrations/0001.sql', ['@acme/data']],
    ['x/db/migrations/readme', ['@acme/all']],
    // A pattern without owners takes them away.
    ['lanekeeper.yml', []],
  ])('%s', (path, owners) => expect(ownersOf(path, owned)).toEqual(owners));

  it('is nobody where nothing matches', () => {
    expect(ownersOf('a.ts', readOwners('/docs/ @acme/docs'))).toEqual([]);
    expect(ownersOf('a.ts', readOwners(''))).toEqual([]);
  });
});
