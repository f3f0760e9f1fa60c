/** Builds dist/: one entry per door, what a door does not need at start in chunks beside it. `--check` compares instead of writing. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Plugin, rolldown } from 'rolldown';

const require = createRequire(import.meta.url);

/** One piece of libpg-query's own code for another; an error where it is not there any more. */
function replacePiece(code: string, piece: string, by: string): string {
  const patched = code.replace(piece, () => by);
  if (patched === code) throw new Error(`libpg-query has changed: this was not found in it: ${piece}`);
  return patched;
}

/**
 * libpg-query looks for its WASM beside its own source. In a bundle that place is gone, so the module is
 * instantiated from the copy that lies in dist/, which needs neither base64 nor decompression at start.
 */
const instantiate = (code: string): string =>
  `import { readFileSync as __readFileSync } from 'node:fs';\n${replacePiece(
    code,
    'PgQueryModule()',
    "PgQueryModule({ instantiateWasm(imports, done) { const module = new WebAssembly.Module(__readFileSync(new URL('./libpg-query.wasm', import.meta.url))); done(new WebAssembly.Instance(module, imports), module); return {}; } })",
  )}`;

/** Its loops over each character of each text take longer than the parser does. */
const encodeNatively = (code: string): string => {
  const length = replacePiece(
    code,
    'var lengthBytesUTF8=str=>{',
    'var lengthBytesUTF8=str=>{return Buffer.byteLength(str);',
  );
  return replacePiece(
    length,
    'var stringToUTF8Array=(str,heap,outIdx,maxBytesToWrite)=>{',
    'var __encoder=new TextEncoder;var stringToUTF8Array=(str,heap,outIdx,maxBytesToWrite)=>{if(maxBytesToWrite>0&&heap instanceof Uint8Array){var written=__encoder.encodeInto(str,heap.subarray(outIdx,outIdx+maxBytesToWrite-1)).written;heap[outIdx+written]=0;return written}',
  );
};

const bundledParser: Plugin = {
  name: 'bundled-parser',
  transform(code, id) {
    if (/libpg-query\/wasm\/index\.js$/.test(id)) return { code: instantiate(code), map: null };
    if (/libpg-query\/wasm\/libpg-query\.js$/.test(id)) return { code: encodeNatively(code), map: null };
    return null;
  },
};

/** One digest of everything under src/: what was kept by other code is not read. */
function sourceDigest(): string {
  const hash = createHash('sha256');
  const files = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/'))
    .sort();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

async function bundle(): Promise<Map<string, Uint8Array>> {
  const build = await rolldown({
    input: { cli: 'src/cli.ts', index: 'src/action.ts', 'lint-worker': 'src/commands/lint/worker.ts' },
    platform: 'node',
    resolve: { mainFields: ['module', 'main'] },
    transform: {
      define: { __dirname: 'import.meta.dirname', LANEKEEPER_BUILD: JSON.stringify(sourceDigest()) },
    },
    plugins: [bundledParser],
  });
  const { output } = await build.generate({
    format: 'esm',
    minify: 'dce-only',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name].js',
  });
  await build.close();
  const files = new Map<string, Uint8Array>();
  for (const file of output) {
    files.set(file.fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source));
  }
  files.set('libpg-query.wasm', readFileSync(require.resolve('libpg-query/wasm/libpg-query.wasm')));
  return files;
}

function stale(files: Map<string, Uint8Array>): string[] {
  const present = existsSync('dist') ? readdirSync('dist') : [];
  const differing = [...files].filter(
    ([name, bytes]) => !present.includes(name) || !readFileSync(`dist/${name}`).equals(bytes),
  );
  return [...differing.map(([name]) => name), ...present.filter((name) => !files.has(name))];
}

const files = await bundle();
if (process.argv.includes('--check')) {
  const differing = stale(files);
  if (differing.length > 0) {
    console.error(`dist/ is stale: ${differing.join(', ')}. Run: npm run build`);
    process.exitCode = 1;
  } else console.log(`dist/ is up to date: ${files.size} files`);
} else {
  rmSync('dist', { recursive: true, force: true });
  mkdirSync('dist');
  for (const [name, bytes] of files) writeFileSync(`dist/${name}`, bytes);
  console.log(
    `dist/: ${files.size} files, ${[...files.values()].reduce((sum, bytes) => sum + bytes.length, 0)} bytes`,
  );
}
