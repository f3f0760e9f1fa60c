/** A repository of some size with one pull request, and the evidence that the outside would have of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { migrations } from './migrations.ts';

const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations }
environments:
  - name: staging
  - name: production
changes:
  add-nickname:
    adds: [users.nickname]
`;

const CREATE =
  'CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL);\n';
const EXPAND = "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN nickname text;\n";

function git(folder: string, ...args: string[]): string {
  const date = '2026-09-01T09:00:00Z';
  const who = ['AUTHOR', 'COMMITTER'].flatMap((role) => [
    [`GIT_${role}_NAME`, 'Bench'],
    [`GIT_${role}_EMAIL`, 'bench@lanekeeper.invalid'],
    [`GIT_${role}_DATE`, date],
  ]);
  const env = {
    ...process.env,
    ...Object.fromEntries(who),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
  return execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' }).trim();
}

function write(folder: string, path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function commit(folder: string, message: string): string {
  git(folder, 'add', '-A');
  git(folder, 'commit', '-q', '-m', message);
  return git(folder, 'rev-parse', 'HEAD');
}

/** 400 files of code, the same whatever the number of migrations. */
function writeCode(folder: string): void {
  for (let at = 0; at < 400; at++) {
    const line = `export const query${at} = 'SELECT id, total FROM orders_${at} WHERE id = $1';\n`;
    write(folder, `src/part-${at % 20}/query-${at}.ts`, line.repeat(40));
  }
}

/** Fills `folder`: `count` migrations on `main`, deployed; a branch `nickname` with the code that needs the last of them. */
export function writeRepository(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '-q', '-b', 'main');
  write(folder, 'lanekeeper.yml', MANIFEST);
  write(folder, 'db/migrations/0000_users.sql', CREATE);
  for (const { name, text } of migrations(count - 2)) write(folder, `db/migrations/${name}`, text);
  writeCode(folder);
  commit(folder, 'A service of some years');
  write(folder, `db/migrations/${String(count).padStart(4, '0')}_nickname.sql`, EXPAND);
  const live = commit(folder, 'Expand: users.nickname');
  const deployments = ['staging', 'production'].map((environment) => ({
    environment,
    commit: live,
    state: 'success',
    at: '2026-09-02T09:00:00Z',
  }));
  write(folder, '.git/evidence.json', JSON.stringify({ deployments }));
  git(folder, 'checkout', '-q', '-b', 'nickname');
  write(
    folder,
    'src/users/write.ts',
    "export const insert = 'INSERT INTO users (email, nickname) VALUES ($1, $2)';\n",
  );
  commit(folder, 'Write users.nickname');
}
