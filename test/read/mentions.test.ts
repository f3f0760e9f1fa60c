import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Mentions, Term } from '../../src/model.ts';
import { openRepository } from '../../src/read/git.ts';
import { MentionSearch } from '../../src/read/mentions.ts';
import { type Repository, TEXT_LIMIT } from '../../src/read/repository.ts';
import { type Made, makeRepository } from './make-repository.ts';
import { sampleManifest } from './sample-manifest.ts';

const TERMS: Term[] = [{ object: 'users.name', references: null }, { word: 'users.read-split' }];

async function open(made: Made): Promise<Repository> {
  const repository = await openRepository(made.folder);
  onTestFinished(() => repository.close());
  return repository;
}

const told = ({ mentions }: Mentions): string[] =>
  mentions.map(({ path, line, term }) => `${path}:${line} ${term}`).sort();

const BASIC = {
  'src/users/read.ts': 'x\nconst { name } = row;\nflag("users.read-split")',
  'src/other.ts': 'name',
  'docs/users.md': 'users.name',
  'test/users.test.ts': 'users.name',
  'db/migrations/1.sql': 'alter table users add name text',
  'lanekeeper.yml': 'removes: [users.name]',
  'image.png': Buffer.from('users.name\0'),
};

describe('mentions', () => {
  test('are told by place and term, in code alone', async () => {
    const made = makeRepository();
    const commit = made.commit(BASIC);
    const database = { migrations: ['db/migrations'] } as ReturnType<
      typeof sampleManifest
    >['databases'][number];
    const search = new MentionSearch(await open(made), sampleManifest({ databases: [database] }));
    const all = await search.find(commit, null, TERMS);
    expect(told(all)).toEqual(['src/users/read.ts:2 0', 'src/users/read.ts:3 1']);
    expect(all.files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['src/other.ts', 'src/users/read.ts']),
    );
    expect(all.files.map(({ path }) => path)).not.toContain('db/migrations/1.sql');
    const some = await search.find(commit, ['src/other.ts', 'docs/**'], TERMS);
    expect(some).toMatchObject({ files: [{ path: 'src/other.ts' }], mentions: [] });
    expect((await search.find(commit, ['nothing/**'], TERMS)).files).toEqual([]);
    expect((await search.find(commit, null, [])).mentions).toEqual([]);
  });

  test('a content that several commits hold is searched once; a path has a say of its own', async () => {
    const made = makeRepository();
    const first = made.commit({ 'src/users/a.ts': 'name', 'src/b.ts': 'users.name' });
    const second = made.commit({ 'src/c.ts': 'let name' });
    const repository = await open(made);
    const texts = vi.spyOn(repository, 'texts');
    const search = new MentionSearch(repository, null);
    const [one, two] = await Promise.all([search.find(first, null, TERMS), search.find(second, null, TERMS)]);
    expect(told(one)).toEqual(['src/b.ts:1 0', 'src/users/a.ts:1 0']);
    expect(told(two)).toEqual(told(one));
    expect(texts.mock.calls.map(([blobs]) => [...blobs].length)).toEqual([2, 1]);
  });

  test('many files are searched by git first, with the same result', async () => {
    const made = makeRepository();
    const files = Object.fromEntries(
      Array.from({ length: 900 }, (_, i) => [
        `src/f${i}.ts`,
        i % 90 === 0 ? `users[${i}].name` : `let a${i}`,
      ]),
    );
    const commit = made.commit({ ...files, '.gitattributes': '*.ts binary\n' });
    const repository = await open(made);
    const search = vi.spyOn(repository, 'search');
    const found = await new MentionSearch(repository, null).find(commit, null, TERMS);
    expect(found.mentions).toHaveLength(10);
    expect(search).toHaveBeenCalledOnce();
  });

  test('a file that is too large to read says nothing only where no word is in it', async () => {
    const made = makeRepository();
    const large = 'x'.repeat(TEXT_LIMIT + 1);
    const clean = made.commit({ 'src/users/big.js': large });
    const open1 = await open(made);
    expect((await new MentionSearch(open1, null).find(clean, null, TERMS)).mentions).toEqual([]);
    const dirty = made.commit({ 'src/users/big.js': `${large} name` });
    await expect(new MentionSearch(open1, null).find(dirty, null, TERMS)).rejects.toThrow(
      /src\/users\/big\.js is over 8 MiB .* code\.exclude/,
    );
    const both = new MentionSearch(open1, null);
    both.expect([TERMS.slice(0, 1), TERMS.slice(1)]);
    await expect(both.find(dirty, null, TERMS.slice(0, 1))).rejects.toThrow(/big\.js/);
    expect((await both.find(dirty, null, TERMS.slice(1))).mentions).toEqual([]);
  });

  test('a commit that is not here throws, and the next one is searched', async () => {
    const made = makeRepository();
    const commit = made.commit({ 'a.ts': 'users.name' });
    const search = new MentionSearch(await open(made), null);
    await expect(search.find('a'.repeat(40), null, TERMS)).rejects.toThrow(/is not in/);
    expect(told(await search.find(commit, null, TERMS))).toEqual(['a.ts:1 0']);
  });
});
