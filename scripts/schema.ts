/** Writes schema/lanekeeper.schema.json from the manifest's one definition. `--check` compares instead of writing. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { manifestJsonSchema } from '../src/read/manifest/json-schema.ts';

const PATH = 'schema/lanekeeper.schema.json';
const text = `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const current = existsSync(PATH) && readFileSync(PATH, 'utf8') === text;
  if (!current) {
    console.error(`${PATH} is stale. Run: node scripts/schema.ts`);
    process.exitCode = 1;
  } else console.log(`${PATH} is up to date`);
} else {
  mkdirSync('schema', { recursive: true });
  writeFileSync(PATH, text);
  console.log(`${PATH}: ${text.length} characters`);
}
