import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openRepository } from '../../src/read/git.ts';
import { type Repository, requireCommit, TEXT_LIMIT, TOO_LARGE, textAt } from '../../src/read/repository.ts';
import { UserError } from '../../src/user-error.ts';
import { makeFolder, makeRepository, wrap } from './make-repository.ts';

async function open(folder: string): Promise<Repository> {
  const repository = await openRepository(folder);
  onTestFinished(() => repository.close());
  return repository;
}

describe.each([['sha1'], ['sha256']])('a repository with %s ids', (format) => {
  test('answers for commits, trees, texts and changes', async () => {
    const made = makeRepository(`--object-format=${format}`);
    const first = made.commit({ 'a.txt': 'one\r\ntwo\n', 'src/deep/b.ts': 'let b', 'gone.txt': 'gone' });
    made.git('checkout', '--quiet', '-b', 'feature');
    const second = made.commit({
      'a.txt': 'one\r\nTWO\n',
      'src/deep/b.ts': null,
      'src/c.ts': 'let b',
      'gone.txt': null,
    });
    const repository = await open(made.folder);

    expect(await repository.resolve('main')).toBe(first);
    expect(await repository.resolve('feature~1')).toBe(first);
    expect(await repository.mergeBase(first, second)).toBe(first);
    expect([...(await repository.tree(first)).keys()].sort()).toEqual(['a.txt', 'gone.txt', 'src/deep/b.ts']);
    expect(await textAt(repository, first, 'a.txt')).toBe('one\r\ntwo\n');
    expect(await textAt(repository, first, 'src')).toBeNull();
    expect(await textAt(repository, second, 'src/deep/b.ts')).toBeNull();
    const changed = await repository.changedFiles(first, second);
    expect(
      changed.map(({ path, status, from, before, after }) => ({ path, status, from, before, after })),
    ).toEqual([
      { path: 'a.txt', status: 'modified', from: null, before: 'one\r\ntwo\n', after: 'one\r\nTWO\n' },
      { path: 'gone.txt', status: 'deleted', from: null, before: 'gone', after: null },
      { path: 'src/c.ts', status: 'renamed', from: 'src/deep/b.ts', before: 'let b', after: 'let b' },
    ]);
  });
});

describe('places that a repository may be opened from', () => {
  test('a subfolder, a worktree and a bare clone see the same', async () => {
    const made = makeRepository();
    const commit = made.commit({ 'src/x.ts': 'const users = 1', 'y.ts': 'users' });
    const parent = makeFolder();
    made.git('worktree', 'add', '--quiet', join(parent, 'tree'), '-b', 'other');
    made.git('clone', '--quiet', '--bare', made.folder, join(parent, 'bare.git'));
    for (const folder of [
      join(made.folder, 'src'),
      join(parent, 'tree'),
      join(parent, 'tree', 'src'),
      join(parent, 'bare.git'),
      join(made.folder, '.git'),
    ]) {
      const repository = await open(folder);
      expect(await repository.resolve('HEAD')).toBe(commit);
      expect((await repository.tree(commit)).size).toBe(2);
      expect([...(await repository.search(commit, ['users']))].sort()).toEqual(['src/x.ts', 'y.ts']);
    }
  });

  test('variables that a hook sets do not lead elsewhere', async () => {
    const here = makeRepository();
    const commit = here.commit({ a: 'here' });
    const elsewhere = makeRepository();
    elsewhere.commit({ a: 'elsewhere' });
    process.env.GIT_DIR = join(elsewhere.folder, '.git');
    onTestFinished(() => {
      delete process.env.GIT_DIR;
    });
    expect(await (await open(here.folder)).resolve('HEAD')).toBe(commit);
  });

  test.each([
    ['no repository', () => makeFolder(), /is not in a git repository/],
    ['no folder', () => join(makeFolder(), 'nowhere'), /does not exist/],
  ])('%s is told with the next step', async (_, folder, message) => {
    const error = await openRepository(folder()).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toHaveProperty('message', expect.stringMatching(message));
    expect(error).toHaveProperty('next', expect.stringContaining('--repo'));
  });
});

describe('refs', () => {
  test.each([
    ['--help'],
    ['-h'],
    ['--output=/tmp/x'],
    ['nope'],
    [''],
    ['HEAD\nHEAD'],
    ['HEAD\0'],
    ['HEAD:a.txt'],
    ['a..b'],
    ['^HEAD'],
    ['HEAD^{tree}'],
    ['@{upstream}'],
    ['HEAD@{9999}'],
    [':/change^0'],
    ['HEAD^9'],
    ['HEAD~99999'],
    ['main@{yesterday'],
    ['x'.repeat(5000)],

    [' '],
    ['0000000000000000000000000000000000000000'],
    ['💥'],
  ])('%j names no commit, and asking on works', async (ref) => {
    const made = makeRepository();
    const commit = made.commit({ 'a.txt': 'a' });
    const repository = await open(made.folder);
    expect(await repository.resolve(ref)).toBeNull();
    await expect(requireCommit(repository, ref)).rejects.toThrow(UserError);
    expect(await repository.resolve('HEAD')).toBe(commit);
  });

  test('an ambiguous short id is no commit, a tag names what it is on', async () => {
    const made = makeRepository();
    const commit = made.commit({ 'a.txt': 'a' });
    made.git('tag', '-a', 'v1', '-m', 'v1');
    const repository = await open(made.folder);
    expect(await repository.resolve('v1')).toBe(commit);
    expect(await repository.resolve(commit.slice(0, 9))).toBe(commit);
    expect(await repository.resolve(commit.slice(0, 1))).toBeNull();
  });

  test('an empty repository says that it is empty', async () => {
    const repository = await open(makeRepository().folder);
    expect(await repository.resolve('HEAD')).toBeNull();
    expect(await repository.defaultBase()).toBe('refs/heads/main');
    await expect(requireCommit(repository, 'refs/heads/main')).rejects.toThrow(/HEAD has none/);
  });

  test('what names a tree is not taken for a commit', async () => {
    const made = makeRepository();
    made.commit({ 'src/a.txt': 'a' });
    const repository = await open(made.folder);
    for (const name of ['HEAD:src', 'HEAD']) await expect(repository.tree(name)).rejects.toThrow(UserError);
  });
});

describe('the default base', () => {
  test('is the remote default branch, then a lone main or master of origin, then the branch of HEAD', async () => {
    const made = makeRepository();
    made.commit({ 'a.txt': 'a' });
    made.git('branch', '-m', 'trunk');
    const folder = makeFolder();
    made.git('clone', '--quiet', made.folder, join(folder, 'clone'));
    const clone = wrap(join(folder, 'clone'));
    clone.git('checkout', '--quiet', '-b', 'feature');
    expect(await (await open(clone.folder)).defaultBase()).toBe('refs/remotes/origin/trunk');
    clone.git('remote', 'set-head', 'origin', '--delete');
    expect(await (await open(clone.folder)).defaultBase()).toBe('refs/heads/feature');
    clone.git('update-ref', 'refs/remotes/origin/master', 'HEAD');
    expect(await (await open(clone.folder)).defaultBase()).toBe('refs/remotes/origin/master');
    clone.git('checkout', '--quiet', '--detach');
    clone.git('update-ref', '-d', 'refs/remotes/origin/master');
    expect(await (await open(clone.folder)).defaultBase()).toBe('HEAD');
  });
});

describe('what is missing is named', () => {
  test('in a shallow clone', async () => {
    const made = makeRepository();
    const first = made.commit({ 'a.txt': 'a' });
    made.git('checkout', '--quiet', '-b', 'feature');
    const second = made.commit({ 'a.txt': 'b' });
    made.git('checkout', '--quiet', 'main');
    const third = made.commit({ 'b.txt': 'b' });
    const folder = join(makeFolder(), 'clone');
    made.git('clone', '--quiet', '--depth=1', '--no-single-branch', `file://${made.folder}`, folder);
    const repository = await open(folder);
    await expect(repository.tree(first)).rejects.toMatchObject({
      message: expect.stringMatching(/is not in this shallow clone/),
      next: 'git fetch --unshallow',
    });
    await expect(repository.mergeBase(second, third)).rejects.toThrow(/shallow clone/);
    await expect(repository.changedFiles(first, second)).rejects.toThrow(UserError);
  });

  test('in a whole clone', async () => {
    const made = makeRepository();
    made.commit({ 'a.txt': 'a' });
    const repository = await open(made.folder);
    await expect(repository.tree('1'.repeat(40))).rejects.toMatchObject({
      next: expect.stringContaining('git fetch'),
    });
  });

  test('a blob that a partial clone left out is not fetched, and not empty', async () => {
    const made = makeRepository();
    const first = made.commit({ 'a.txt': 'first' });
    made.commit({ 'a.txt': 'second' });
    made.git('config', 'uploadpack.allowFilter', 'true');
    const folder = join(makeFolder(), 'clone');
    made.git('clone', '--quiet', '--filter=blob:none', '--no-checkout', `file://${made.folder}`, folder);
    const repository = await open(folder);
    await expect(textAt(repository, first, 'a.txt')).rejects.toMatchObject({
      next: expect.stringMatching(/^This clone is partial/),
    });
    expect(await repository.resolve('HEAD')).not.toBeNull();
  });

  test('histories with nothing in common have no merge base', async () => {
    const made = makeRepository();
    const first = made.commit({ a: 'a' });
    made.git('checkout', '--quiet', '--orphan', 'other');
    const second = made.commit({ b: 'b' });
    expect(await (await open(made.folder)).mergeBase(first, second)).toBeNull();
  });
});

describe('contents', () => {
  test('binary, huge, links and submodules are told apart from text', async () => {
    const made = makeRepository();
    const first = made.commit({ keep: 'keep' });
    symlinkSync('keep', join(made.folder, 'link'));
    made.git('update-index', '--add', '--cacheinfo', `160000,${first},module`);
    const second = made.commit({
      binary: Buffer.from([1, 0, 2]),
      huge: Buffer.alloc(TEXT_LIMIT + 1, 'x'),
      edge: Buffer.alloc(TEXT_LIMIT, 'y'),
      latin: Buffer.from([0x61, 0xe9, 0x0a]),
      bom: '\uFEFFselect 1',
    });
    const repository = await open(made.folder);
    const byPath = new Map((await repository.changedFiles(first, second)).map((file) => [file.path, file]));
    expect(byPath.get('binary')).toMatchObject({ after: null, unread: false });
    expect(byPath.get('huge')).toMatchObject({ after: null, unread: true });
    expect(byPath.get('edge')?.after).toHaveLength(TEXT_LIMIT);
    expect(byPath.get('latin')?.after).toBe('a\uFFFD\n');
    expect(byPath.get('bom')?.after).toBe('\uFEFFselect 1');
    expect(byPath.get('link')).toMatchObject({
      after: null,
      afterBlob: expect.stringMatching(/^[0-9a-f]{40}$/),
      unread: false,
    });
    const tree = await repository.tree(second);
    expect(tree.get('link')?.mode).toBe('120000');
    const huge = tree.get('huge')?.blob ?? '';
    expect((await repository.texts([huge, huge])).get(huge)).toBe(TOO_LARGE);
  });

  test('a submodule is one entry, and its move is a change', async () => {
    const made = makeRepository();
    const first = made.commit({ keep: 'keep' });
    const add = (commit: string): string => {
      made.git('update-index', '--add', '--cacheinfo', `160000,${commit},module`);
      made.git('commit', '--quiet', '-m', 'module');
      return made.git('rev-parse', 'HEAD');
    };
    const second = add(first);
    writeFileSync(
      join(made.folder, '.gitmodules'),
      '[submodule "module"]\n\tpath = module\n\turl = x\n\tignore = all\n',
    );
    const third = add(second);
    const repository = await open(made.folder);
    expect((await repository.tree(second)).get('module')).toEqual({ blob: first, mode: '160000' });
    expect(await repository.changedFiles(second, third)).toMatchObject([
      { path: 'module', status: 'modified', beforeBlob: first, afterBlob: second, before: null, after: null },
    ]);
  });

  test('a file that becomes a link is a change without its old content being its new one', async () => {
    const made = makeRepository();
    const first = made.commit({ 'a.sql': 'select 1', target: 't' });
    execFileSync('rm', [join(made.folder, 'a.sql')]);
    symlinkSync('target', join(made.folder, 'a.sql'));
    const second = made.commit({});
    expect(await (await open(made.folder)).changedFiles(first, second)).toMatchObject([
      { path: 'a.sql', status: 'modified', before: 'select 1', after: null },
    ]);
  });

  test('odd names survive', async () => {
    const made = makeRepository();
    const names = [
      'a b',
      'tab\there',
      'line\nbreak',
      'quo"te',
      "apo'strophe",
      'ünï/cödé',
      '-dash',
      ':colon',
      'back\\slash',
      '*star',
      '💥.sql',
    ];
    const first = made.commit({ keep: 'k' });
    const second = made.commit(Object.fromEntries(names.map((name) => [name, `needle ${name}`])));
    const repository = await open(made.folder);
    expect((await repository.changedFiles(first, second)).map(({ path }) => path).sort()).toEqual(
      [...names].sort(),
    );
    expect([...(await repository.search(second, ['needle']))].sort()).toEqual([...names].sort());
    for (const name of names) expect(await textAt(repository, second, name)).toBe(`needle ${name}`);
  });

  test('two names that differ in bytes that are not UTF-8 stay two', async () => {
    const made = makeRepository();
    const blob = made.git('hash-object', '-w', '--stdin');
    const input = Buffer.concat(
      [0xff, 0xfe].map((byte) =>
        Buffer.concat([Buffer.from(`100644 blob ${blob}\tx`), Buffer.from([byte, 0])]),
      ),
    );
    const tree = execFileSync('git', ['mktree', '-z'], { cwd: made.folder, input, encoding: 'utf8' }).trim();
    const commit = made.git('commit-tree', tree, '-m', 'odd');
    expect([...(await (await open(made.folder)).tree(commit)).keys()].sort()).toEqual(['x\\xfe', 'x\\xff']);
  });

  test('many blobs at once come back whole and in their places', async () => {
    const made = makeRepository();
    const files = Object.fromEntries(
      Array.from({ length: 1500 }, (_, i) => [`f${i}`, `${i}-`.repeat((i % 97) * 13 + 1)]),
    );
    const commit = made.commit({ ...files, big: 'z'.repeat(3_000_000) });
    const repository = await open(made.folder);
    const tree = await repository.tree(commit);
    const texts = await repository.texts([...tree.values()].map(({ blob }) => blob));
    for (const [path, text] of Object.entries(files))
      expect(texts.get(tree.get(path)?.blob ?? '')).toBe(text);
    const [once, again] = await Promise.all([
      repository.tree(commit),
      repository.texts([tree.get('big')?.blob ?? '']),
    ]);
    expect(once.size).toBe(1501);
    expect([...again.values()][0]).toHaveLength(3_000_000);
  });
});

describe('search', () => {
  test('finds fixed strings with their case, all of them, also where attributes call the file binary', async () => {
    const made = makeRepository();
    const commit = made.commit({
      'a.ts': 'user.firstName',
      'b.ts': 'user.FIRSTNAME',
      'c.ts': 'x first_name',
      'd.ts': 'f.rstName',
      'e.sql': '-- a.*b',
      '.gitattributes': '*.ts binary -diff -text\n',
      'z.bin': Buffer.from('\0firstName'),
    });
    const repository = await open(made.folder);
    const found = async (...words: string[]): Promise<string[]> =>
      [...(await repository.search(commit, words))].sort();
    expect(await found('firstName', 'first_name')).toEqual(['a.ts', 'c.ts', 'z.bin']);
    expect(await found('a.*b')).toEqual(['e.sql']);
    expect(await found('-e')).toEqual([]);
    expect(await found('nowhere')).toEqual([]);
    expect(await found()).toEqual([]);
    expect((await found('')).length).toBe(7);
    await expect(repository.search('HEAD', ['x'])).rejects.toThrow(UserError);
  });
});

describe('nothing is run or written', () => {
  test('programs that the configuration or attributes name are not started, the index is not touched', async () => {
    const made = makeRepository();
    const first = made.commit({ 'a.sql': 'select 1', '.gitattributes': '*.sql diff=evil filter=evil\n' });
    const second = made.commit({ 'a.sql': 'select 2' });
    const mark = join(made.folder, '..', `mark-${first}`);
    const script = join(made.folder, '.git', 'evil.sh');
    writeFileSync(script, `#!/bin/sh\necho x >> ${mark}\ncat "$1" 2>/dev/null\n`);
    chmodSync(script, 0o755);
    for (const key of [
      'core.fsmonitor',
      'diff.evil.textconv',
      'diff.evil.command',
      'diff.external',
      'core.pager',
      'filter.evil.smudge',
      'core.sshCommand',
    ]) {
      made.git('config', key, script);
    }
    made.git('config', 'grep.fullName', 'false');
    mkdirSync(join(made.folder, '.git', 'hooks'), { recursive: true });
    const index = join(made.folder, '.git', 'index');
    const before = [readFileSync(index), statSync(index).mtimeMs];
    const repository = await open(made.folder);
    await repository.tree(second);
    await repository.changedFiles(first, second);
    await repository.search(second, ['select']);
    await repository.defaultBase();
    expect(() => statSync(mark)).toThrow();
    expect([readFileSync(index), statSync(index).mtimeMs]).toEqual(before);
  });

  test('replacement objects do not change what an id means', async () => {
    const made = makeRepository();
    const first = made.commit({ 'a.sql': 'drop table users' });
    const blob = made.git('rev-parse', `${first}:a.sql`);
    writeFileSync(join(made.folder, 'other'), 'select 1');
    made.git('replace', blob, made.git('hash-object', '-w', 'other'));
    expect(await textAt(await open(made.folder), first, 'a.sql')).toBe('drop table users');
  });

  test('a closed reader starts again when asked', async () => {
    const made = makeRepository();
    const commit = made.commit({ a: 'a' });
    const repository = await open(made.folder);
    expect(await repository.resolve('HEAD')).toBe(commit);
    repository.close();
    expect(await repository.resolve('HEAD')).toBe(commit);
    const asked = repository.resolve('HEAD');
    repository.close();
    await expect(asked).rejects.toThrow(/closed/);
  });

  test('an open repository does not keep a program from ending', () => {
    const made = makeRepository();
    made.commit({ a: 'a' });
    const source = new URL('../../src/read/git.ts', import.meta.url).href;
    const code = `const { openRepository } = await import(${JSON.stringify(source)}); const r = await openRepository(${JSON.stringify(made.folder)}); console.log(await r.resolve('HEAD') !== null);`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(printed.trim()).toBe('true');
  });
});
