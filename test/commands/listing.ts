/** Everything that lies in a folder, its `.git` included, with what it holds: to see that nobody wrote there. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export function listingOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const file = join(folder, path);
      const { mode, mtimeMs } = statSync(file);
      if (statSync(file).isDirectory()) return `${path}/ ${mode}`;
      const digest = createHash('sha1').update(readFileSync(file)).digest('hex');
      return `${path} ${mode} ${mtimeMs} ${digest}`;
    });
}
