/** Writes the manifest's JSON Schemas from its one definition. `--check` compares instead of writing. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { manifestJsonSchemas } from '../src/read/manifest/json-schema.ts';

const check = process.argv.includes('--check');
mkdirSync('schema', { recursive: true });
for (const [name, schema] of Object.entries(manifestJsonSchemas())) {
  const path = `schema/${name}`;
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (!check) writeFileSync(path, text);
  const current = existsSync(path) && readFileSync(path, 'utf8') === text;
  if (!current) {
    console.error(`${path} is stale. Run: node scripts/schema.ts`);
    process.exitCode = 1;
  } else console.log(`${path}: ${text.length} characters, up to date`);
}
