import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeBoard, writeBoards } from '../../src/report/board.ts';
import { STYLE, STYLE_DIGEST } from '../../src/report/board-style.ts';
import { organisation, usedDecision } from './board-sample.ts';
import { HOSTILE, hostileText, UNSEEN } from './hostile.ts';
import { emptyDecision, hostileDecision, NOW } from './sample.ts';

const approved = (name: string): string => new URL(`../approved/${name}`, import.meta.url).pathname;

/** Every tag of a page, each name once. What is escaped opens none. */
const tagsOf = (page: string): string[] =>
  [...new Set([...page.matchAll(/<\/?([^\s>]*)/g)].map(([, name]) => name ?? ''))].sort();

const OURS = tagsOf(
  writeBoards(
    [...organisation(), { name: 'a', url: 'https://example.com/a', decision: hostileDecision('a') }],
    NOW,
  ),
);

function judge(text: string): void {
  const decision = hostileDecision(text);
  for (const page of [
    writeBoard(decision),
    writeBoards(
      [
        { name: text, url: text, decision },
        { name: text, url: text, unread: text },
      ],
      NOW,
    ),
  ]) {
    expect(page).not.toMatch(UNSEEN);
    expect(tagsOf(page).filter((tag) => !OURS.includes(tag))).toEqual([]);
    for (const [, address] of page.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^(?:#|https?:\/\/)/);
    // Nothing but the names that the page itself writes stands in a tag.
    for (const [, name] of page.matchAll(/<[a-z][^>]*?\s([a-z-]+)="/g))
      expect(name).not.toMatch(/^on|^style$/);
  }
}

describe('the board', () => {
  it('is laid out as approved', async () => {
    await expect(writeBoard(usedDecision())).toMatchFileSnapshot(approved('board.html'));
    await expect(writeBoards(organisation(), NOW)).toMatchFileSnapshot(approved('board-organisation.html'));
  });

  it.each(Object.entries(HOSTILE))('is not brought to life by %s', (_, text) => judge(text));

  it('is not brought to life by anything', () => {
    fc.assert(fc.property(hostileText, judge), { numRuns: 200 });
  });

  it('names its own sheet by its digest, so that no other is applied', () => {
    expect(STYLE_DIGEST).toBe(`sha256-${createHash('sha256').update(STYLE).digest('base64')}`);
  });

  it('says that nothing is declared, and that nothing is known, as two things', () => {
    expect(writeBoard(emptyDecision())).toContain('No change is declared.');
    expect(writeBoards([], NOW)).toContain('No repository with a manifest is known.');
    const [, , broken] = organisation();
    expect(writeBoards(broken ? [broken] : [], NOW)).toContain('Not known:');
  });

  it('shows who still uses the old shape, the heaviest first', () => {
    const page = writeBoard(usedDecision());
    expect(page).toContain('Uses of users.name in production; limit 0 reads in 14 days; clear on 2026-11-15');
    expect(page.indexOf('billing (app)')).toBeLessThan(page.indexOf('>reports<'));
  });
});
