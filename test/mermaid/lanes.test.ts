/** What GitHub draws from our lanes: parsed by mermaid itself, also where a name is made to break it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { lanePicture } from '../../src/report/mermaid.ts';
import { HOSTILE } from '../report/hostile.ts';
import { LANE } from '../report/sample.ts';

interface Mermaid {
  parse(text: string): Promise<{ diagramType: string }>;
}

let mermaid: Mermaid;

/** The very modules that mermaid itself imports, not their copies for `require`. */
const load = async (path: string) =>
  (await import(pathToFileURL(join(import.meta.dirname, 'node_modules', path)).href)).default;

beforeAll(async () => {
  // Without a page there is nothing to purify: parsing needs only that it can be called.
  const purify = await load('dompurify/dist/purify.es.mjs');
  purify.addHook ??= () => {};
  purify.sanitize ??= String;
  mermaid = await load('mermaid/dist/mermaid.core.mjs');
});

const named = (text: string) =>
  lanePicture({
    ...LANE,
    environments: { [text]: { [text]: 'live', contract: 'wait' }, production: { expand: 'none' } },
  });

const parsed = async (lines: readonly string[]): Promise<string> =>
  (await mermaid.parse(lines.join('\n'))).diagramType;

describe('the picture of a change', () => {
  it('is a flowchart', async () => {
    expect(await parsed(lanePicture(LANE))).toMatch(/^flowchart/);
  });

  it('is refused where it is broken, so that this test can fail', async () => {
    await expect(parsed([...lanePicture(LANE), '  e0[ --> '])).rejects.toThrow();
  });

  it.each(Object.entries(HOSTILE))('is one with %s in it', async (_, text) => {
    expect(await parsed(named(text))).toMatch(/^flowchart/);
  });

  it('is one with any text in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect(await parsed(named(text))).toMatch(/^flowchart/);
      }),
      { numRuns: 200 },
    );
  });
});
