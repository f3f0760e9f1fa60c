/** What is never code, whoever wrote it: see "What is never code" in the manifest's specification. */

/** Folders, at any depth, compared without case. */
const FOLDERS = new Set([
  '.git',
  '.github',
  'docs',
  // Tests: they follow the code, and are not what a deployment runs.
  'test',
  'tests',
  'spec',
  '__tests__',
  '__snapshots__',
  // Vendored: somebody else's code cannot mention this schema.
  'node_modules',
  'bower_components',
  'jspm_packages',
  'vendor',
  'vendored',
  'third_party',
  'third-party',
  'site-packages',
  '.venv',
  'venv',
  '.yarn',
  '.pnpm-store',
  'pods',
  '__pycache__',
]);

/** Whole file names, in lower case. */
const NAMES = new Set([
  // Generated copies of the schema.
  'schema.rb',
  'structure.sql',
  'schema.prisma',
  'schema.sql',
  'schema.hcl',
  'atlas.sum',
  '_journal.json',
  'database.types.ts',
  // Lock files.
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  'composer.lock',
  'gemfile.lock',
  'cargo.lock',
  'go.sum',
  'poetry.lock',
  'pdm.lock',
  'uv.lock',
  'pipfile.lock',
  'mix.lock',
  'pubspec.lock',
  'podfile.lock',
  'flake.lock',
  'gradle.lockfile',
  'packages.lock.json',
  // Set-up of tests, and papers.
  'conftest.py',
  'license',
  'changelog',
]);

const BINARY =
  'png jpg jpeg gif webp avif bmp ico icns tif tiff psd pdf zip gz tgz bz2 xz zst 7z rar jar war ear class so dylib dll exe ' +
  'o a lib obj pdb wasm node bin dat db sqlite sqlite3 mp3 mp4 m4a ogg wav flac avi mov mkv webm woff woff2 ttf otf eot ' +
  'pyc pyo doc docx xls xlsx ppt pptx parquet avro orc pack idx map snap';
const DOCUMENTS = 'md markdown mdown rst adoc asciidoc';
/** No query stands in a style sheet, a drawing or a list of translations. */
const STYLES = 'css scss sass less styl svg po pot';

const EXTENSIONS = new Set(`${BINARY} ${DOCUMENTS} ${STYLES}`.split(' '));

/** Tests and copies that a name tells: `a.test.ts`, `a_test.go`, `a.spec.ts`, `0001_snapshot.json`, `a.min.js`. */
const PATTERN =
  /(?:\.(?:test|spec)\.[^.]+|_test\.[^.]+|^test_.*\.py|_spec\.rb|_snapshot\.json|modelsnapshot\.cs|\.min\.(?:js|css))$/;

/** Whether the built-in list says that a file is no code; the manifest's own files and migrations are not known here. */
export function isNeverCode(path: string): boolean {
  const segments = path.toLowerCase().split('/');
  const name = segments.pop() ?? '';
  if (segments.some((segment) => FOLDERS.has(segment)) || NAMES.has(name) || PATTERN.test(name)) return true;
  const dot = name.lastIndexOf('.');
  return dot > 0 && EXTENSIONS.has(name.slice(dot + 1));
}
