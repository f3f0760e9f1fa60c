/** Short ways to read a manifest in a test. */
import type { Change, Manifest, ManifestMistake, ManifestReading } from '../../../src/model.ts';
import { readManifest } from '../../../src/read/manifest.ts';

export const PATH = 'lanekeeper.yml';

export const DATABASE = 'databases: { app: { engine: postgresql, version: 17, migrations: db } }\n';

export const read = (text: string): ManifestReading => readManifest([{ path: PATH, text }], PATH);

/** The manifest of a text that must be valid; its mistakes are shown where it is not. */
export function valid(text: string): Manifest {
  const reading = read(text);
  if (reading.state === 'valid') return reading.manifest;
  throw new Error(
    `not valid:\n${reading.state === 'invalid' ? list(reading.mistakes).join('\n') : 'none'}\n${text}`,
  );
}

/** `2:3 message` for each mistake, in order; empty for a valid manifest. */
export function mistakes(text: string): string[] {
  const reading = read(text);
  return reading.state === 'invalid' ? list(reading.mistakes) : [];
}

export function warnings(text: string): string[] {
  const reading = read(text);
  return reading.state === 'valid' ? list(reading.warnings) : ['not valid'];
}

const list = (found: ManifestMistake[]): string[] =>
  found.map(({ line, column, message }) => `${line}:${column} ${message}`);

/** The only change of a manifest that has the database `app` and this entry, given as a flow map. */
export function change(entry: string, more = ''): Change {
  const [only] = valid(`${DATABASE}${more}\nchanges:\n  x: ${entry}\n`).changes;
  if (!only) throw new Error('no change');
  return only;
}
