/** Versions of engines: as people write them, and as the tables of statements compare them. */
import type { Engine } from '../../model.ts';

interface Known {
  title: string;
  /** First and last major version that make sense, and what is assumed where none is named. */
  from: number;
  to: number;
  newest: string;
}

export const ENGINES: Record<Engine, Known> = {
  postgresql: { title: 'PostgreSQL', from: 9, to: 30, newest: '18' },
  mysql: { title: 'MySQL', from: 5, to: 15, newest: '8.4' },
  mariadb: { title: 'MariaDB', from: 5, to: 15, newest: '11.8' },
  sqlite: { title: 'SQLite', from: 3, to: 3, newest: '3.50' },
};

/** `16.3` -> 16 on PostgreSQL, `8.0.29` -> 8 on MySQL, `8.4` -> 8.4; null where the engine has no such version. */
export function readVersion(engine: Engine, text: string): number | null {
  const parts = /^(\d+)(?:\.(\d+))?/.exec(text);
  const major = Number(parts?.[1]);
  const { from, to } = ENGINES[engine];
  if (!parts || major < from || major > to) return null;
  if (engine === 'postgresql' && major >= 10) return major;
  return Number(`${major}.${parts[2] ?? 0}`);
}

export function expectedVersion(engine: Engine): string {
  const { title, from, to, newest } = ENGINES[engine];
  return from === to
    ? `a version of ${title} ${from}, such as ${newest}`
    : `a version of ${title} from ${from} to ${to}, such as ${newest}`;
}
