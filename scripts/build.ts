/** Builds dist/: one entry per door, what a door does not need at start in chunks beside it. `--check` compares instead of writing. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { resolve } from 'node:path';
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

/** What only a proxy needs is loaded when there is one. */
const undiciWhenAsked: Plugin = {
  name: 'undici-when-asked',
  resolveId(name, importer) {
    const isOfActions = name === 'undici' && /node_modules\/@actions\//.test(importer ?? '');
    return isOfActions ? resolve('src/github/undici-when-asked.ts') : null;
  },
};

/** What @actions/http-client loads for servers and proxies that most runs never see, loaded where it is used. */
const HTTPS_WHEN_ASKED: Record<string, string> = {
  https: `const load = () => process.getBuiltinModule('node:https');
exports.request = (...asked) => load().request(...asked);
exports.Agent = class { constructor(options) { return new (load().Agent)(options); } };`,
  tunnel: ['httpOverHttp', 'httpOverHttps', 'httpsOverHttp', 'httpsOverHttps']
    .map(
      (name) =>
        `exports.${name} = (options) => require(${JSON.stringify(require.resolve('tunnel'))}).${name}(options);`,
    )
    .join('\n'),
};

const httpsWhenAsked: Plugin = {
  name: 'https-when-asked',
  resolveId: (name, importer) =>
    name in HTTPS_WHEN_ASKED && /node_modules\/@actions\//.test(importer ?? '') ? `\0${name}.cjs` : null,
  load: (id) => HTTPS_WHEN_ASKED[/^\0(\w+)\.cjs$/.exec(id)?.[1] ?? ''] ?? null,
};

const IMPORT =
  /^import\s*(?:([\w$]+)\s*,?)?\s*(?:\*\s*as\s+([\w$]+))?\s*(?:\{([^}]*)\})?\s*(?:from\s*)?["']([^"']+)["'];?\s*/;

/** These take 2 to 8 ms each, and many runs call nothing of them. */
const ON_FIRST_CALL = new Set(['node:crypto', 'node:fs/promises', 'node:zlib']);

/** All of a module, loaded when something of it is first named. */
const later = (module: string): string => `new Proxy({},{get:(_,name)=>${module}[name]})`;

/** Functions alone can wait until they are called: neither constants nor what `new` makes. */
function areFunctions(from: string, names: string): boolean {
  const module = new Map(Object.entries(process.getBuiltinModule(from) ?? {}));
  return pairsOf(names).every(([name = '']) => /^[a-z]/.test(name) && typeof module.get(name) === 'function');
}

const pairsOf = (names: string): string[][] =>
  names
    .split(',')
    .map((one) => one.trim().split(/\s+as\s+/))
    .filter(([name]) => name !== '');

/** `a, b as c` of an import as functions that load the module when they are called. */
const calling = (names: string, module: string): string =>
  pairsOf(names)
    .map(([name = '', as = name]) => `const ${as}=(...given)=>${module}.${name}(...given);\n`)
    .join('');

/** `a, b as c` of an import as the pattern of a `const`. */
const patternOf = (names: string): string => `{${names.replace(/\s+as\s+/g, ':')}}`;

/**
 * To import one of Node's own modules as a module reads each of its exports, and some of them load more: `WebSocket` of
 * `http` is undici, 40 ms of every start. As an object only what is used is read. Source: Node 24, `getESMFacade`.
 */
function builtinsAsObjects(code: string): string {
  const shebang = /^#!.*\n/.exec(code)?.[0] ?? '';
  let [rest, imports, constants] = [code.slice(shebang.length), '', ''];
  for (let found = IMPORT.exec(rest); found; found = IMPORT.exec(rest)) {
    const [statement, single, namespace, names, from = ''] = found;
    rest = rest.slice(statement.length);
    if (!isBuiltin(from)) {
      imports += statement;
      continue;
    }
    const name = from.replace(/^(?:node:)?/, 'node:');
    const module = `process.getBuiltinModule('${name}')`;
    for (const whole of [single, namespace])
      if (whole !== undefined)
        constants += `const ${whole}=${ON_FIRST_CALL.has(name) ? later(module) : module};\n`;
    if (names !== undefined)
      constants +=
        ON_FIRST_CALL.has(name) && areFunctions(name, names)
          ? calling(names, module)
          : `const ${patternOf(names)}=${module};\n`;
  }
  return shebang + imports + constants + rest;
}

/**
 * One character beyond Latin-1 makes V8 keep a whole file's text in two bytes a character, and scan it so. All of them stand in
 * strings, templates and patterns, where an escape means the same.
 */
const inAscii = (code: string): string =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Methods for each operation of GitHub's API, and pages of lists: 100 kB that nobody calls, for routes are asked by name. */
const routesByName: Plugin = {
  name: 'routes-by-name',
  resolveId: (name, importer) =>
    /^@octokit\/plugin-(?:rest-endpoint-methods|paginate-rest)$/.test(name) &&
    /node_modules\/@actions\//.test(importer ?? '')
      ? '\0no-plugin'
      : null,
  load: (id) =>
    id === '\0no-plugin'
      ? 'export const restEndpointMethods = () => ({});\nexport const paginateRest = () => ({});\n'
      : null,
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

/** Doors that are bundled together share their chunks; the action has its own, for what two doors share comes in more pieces. */
const BUNDLES: {
  input: Record<string, string>;
  chunks: string;
  groups?: { name: string; test: RegExp; priority: number }[];
}[] = [
  { input: { cli: 'src/cli.ts', 'lint-worker': 'src/commands/lint/worker.ts' }, chunks: 'chunk-[name].js' },
  {
    input: { index: 'src/action.ts' },
    chunks: 'action-[name].js',
    groups: [
      { name: 'begin', test: /src\/action\/begin/, priority: 2 },
      { name: 'decide', test: /src\/(?:action\/(?:run|tell)|check|read\/manifest)\.ts$/, priority: 1 },
    ],
  },
  { input: { bot: 'src/bot.ts' }, chunks: 'bot-[name].js' },
];

/** What packages load where somebody installed it, and do without. */
const OPTIONAL = ['pg-native', 'redis', 'bullmq-otel', '@sentry/node', 'smee-client'];

async function bundle(
  { input, chunks, groups }: (typeof BUNDLES)[number],
  packages: Set<string>,
): Promise<[string, Uint8Array][]> {
  const build = await rolldown({
    input,
    platform: 'node',
    external: OPTIONAL,
    // Probot's throttling library asks for an optional Redis client by eval, and is not used.
    checks: { eval: false },
    resolve: {
      mainFields: ['module', 'main'],
      // The same library as modules: as CommonJS all of it comes along, and is read twice at start.
      alias: { yaml: resolve('node_modules/yaml/browser/index.js') },
    },
    transform: {
      define: { __dirname: 'import.meta.dirname', LANEKEEPER_BUILD: JSON.stringify(sourceDigest()) },
    },
    // Summaries and processes of @actions/core load more of Node when they are loaded themselves; nobody uses them here.
    treeshake: {
      moduleSideEffects: [
        { test: /@actions\/(?:core\/lib\/(?:summary|platform)|exec|io)/, sideEffects: false },
      ],
    },
    plugins: [bundledParser, httpsWhenAsked, undiciWhenAsked, routesByName],
  });
  const { output } = await build.generate({
    format: 'esm',
    // Names of functions stay, for a stack trace is what a report of a mistake is made of.
    minify: {
      compress: true,
      mangle: { keepNames: { function: true, class: true } },
      codegen: { removeWhitespace: true },
    },
    entryFileNames: '[name].js',
    chunkFileNames: chunks,
    ...(groups && { codeSplitting: { groups } }),
  });
  await build.close();
  for (const file of output)
    if (file.type === 'chunk') for (const id of file.moduleIds) packages.add(packageOf(id));
  return output.map((file) => [
    file.fileName,
    Buffer.from(file.type === 'chunk' ? inAscii(builtinsAsObjects(file.code)) : file.source),
  ]);
}

/** The folder of the package that a module belongs to; empty for our own. */
const packageOf = (id: string): string => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? '';

/** What the licences of bundled packages ask for: their names and texts beside their code. */
function licences(packages: ReadonlySet<string>): Uint8Array {
  const texts = [...packages]
    .filter((folder) => folder !== '')
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const file = readdirSync(folder)
        .sort()
        .find((one) => /^licen[cs]e/i.test(one));
      const text = file === undefined ? '' : `\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}`;
      return `${name} ${version} (${license})${text}\n`;
    });
  return Buffer.from([...new Set(texts)].sort().join(`\n${'-'.repeat(80)}\n\n`));
}

async function bundles(): Promise<Map<string, Uint8Array>> {
  const packages = new Set([packageOf(require.resolve('libpg-query'))]);
  const files = new Map((await Promise.all(BUNDLES.map((one) => bundle(one, packages)))).flat());
  files.set('LICENSES.txt', licences(packages));
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

const files = await bundles();
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
