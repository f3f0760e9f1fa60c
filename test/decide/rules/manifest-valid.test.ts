import { describe, expect, it, test } from 'vitest';
import type { Manifest, ManifestReading, Reading } from '../../../src/model.ts';
import { deploymentReading, explained, findingsOf, statuses, verdictOf } from '../outside.ts';
import { manifest, reading, set } from '../readings.ts';

const valid = (parts: Partial<Manifest> = {}): ManifestReading => ({
  state: 'valid',
  manifest: manifest([], parts),
  warnings: [],
});
const invalid = (message = 'unknown key: chnages.'): ManifestReading => ({
  state: 'invalid',
  path: 'lanekeeper.yml',
  mistakes: [{ path: 'lanekeeper.yml', line: 7, column: 3, message }],
});
const none: ManifestReading = { state: 'none' };

const of = (base: ManifestReading, head: ManifestReading, mergeBase: ManifestReading): Reading => ({
  ...reading(manifest([]), [set([], [])]),
  manifests: { base, head, mergeBase },
});

describe('a pull request', () => {
  const cases: [string, Reading, string[]][] = [
    ['with a manifest that is well', of(valid(), valid(), valid()), []],
    ['in a repository without one', of(none, none, none), []],
    ['that brings one', of(none, valid(), none), []],
    ['that brings a broken one', of(none, invalid(), none), ['block']],
    ['that breaks it', of(valid(), invalid(), valid()), ['block']],
    ['that mends it', of(invalid(), valid(), invalid()), ['error']],
    ['while it is broken on the base', of(invalid(), invalid(), invalid()), ['error']],
    ['that takes it away', of(valid(), none, valid()), ['block']],
    ['cut before there was one', of(valid(), none, none), []],
    ['cut while it was broken', of(valid(), invalid(), invalid()), []],
    ['cut while it was broken, that breaks it otherwise', of(valid(), invalid('x.'), invalid()), ['block']],
  ];
  it.each(cases)('%s', (_, given, expected) => {
    const found = findingsOf('manifest-valid', given);
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });

  it('is told the place and the sentence of each mistake', () => {
    expect(findingsOf('manifest-valid', of(valid(), invalid(), valid()))[0]).toMatchObject({
      path: 'lanekeeper.yml',
      line: 7,
      column: 3,
      message: 'unknown key: chnages.',
      next: expect.stringContaining('lanekeeper validate'),
    });
  });

  it('is never let through while the base cannot be read', () => {
    expect(verdictOf(of(invalid(), valid(), invalid()))).toBe('error');
  });
});

test('warnings are told and hold nothing up', () => {
  const warnings = [{ path: 'lanekeeper.yml', line: 2, column: 1, message: 'no environments.' }];
  const head: ManifestReading = { state: 'valid', manifest: manifest([]), warnings };
  expect(statuses(findingsOf('manifest-valid', of(valid(), head, valid())))).toEqual(['warn']);
});

describe('migrations that lie elsewhere', () => {
  const misplaced = (elsewhere: string[]): Reading => {
    const found = of(valid(), valid(), valid());
    return { ...found, sets: [set([], [], { elsewhere })] };
  };
  it('would be merged unread: block where some seem to be, else a warning', () => {
    const found = findingsOf('manifest-valid', misplaced(['prisma/migrations']));
    expect(found[0]).toMatchObject({
      status: 'block',
      message: expect.stringContaining('prisma/migrations'),
    });
    expect(statuses(findingsOf('manifest-valid', misplaced([])))).toEqual(['warn']);
  });
});

describe('a deployment', () => {
  it.each([
    ['to an environment that is known', of(valid(), valid(), valid()), []],
    ['to one that is not', of(valid({ environments: [] }), valid(), valid()), ['error production']],
    ['without a manifest on the base', of(none, valid(), none), ['error production']],
    ['while it is broken on the base', of(invalid(), valid(), valid()), ['error']],
  ])('%s', (_, given, expected) => {
    const found = findingsOf('manifest-valid', deploymentReading(given));
    expect(statuses(found)).toEqual(expected);
    expect(explained(found)).toBe(true);
  });
});
