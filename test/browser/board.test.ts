/** The board in Chromium: on a phone and a desk, in light and dark, by keyboard, and without scripts. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBoard, writeBoards } from '../../src/report/board.ts';
import { organisation, usedDecision } from '../report/board-sample.ts';
import { emptyDecision, NOW } from '../report/sample.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures to look at are left, if anywhere. */
const SHOTS = process.env.BOARD_SCREENSHOTS ?? '';

const PAGES = {
  repository: writeBoard(usedDecision()),
  organisation: writeBoards(organisation(), NOW),
  empty: writeBoard(emptyDecision()),
};

let browser: Browser;

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
});
afterAll(() => browser?.close());

interface Look {
  width: number;
  scheme: 'light' | 'dark';
  scripts?: boolean;
}

/** The page, with every address that it asked for; none is answered. */
async function open(html: string, { width, scheme, scripts = false }: Look) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  const asked: string[] = [];
  const refused: string[] = [];
  page.on('console', (message) => refused.push(message.text()));
  page.on('dialog', (dialog) => {
    refused.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.route('**/*', (route) => {
    if (route.request().url() === 'http://board.test/')
      return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' });
    asked.push(route.request().url());
    return route.abort();
  });
  await page.goto('http://board.test/');
  return { page, asked: asked.filter((url) => !url.endsWith('/favicon.ico')), refused };
}

/** Works without scripts of the page: these are the test's own. */
const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const LOOKS = [320, 768, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
);

describe.each(Object.entries(PAGES))('the board: %s', (name, html) => {
  it.each(LOOKS)('fits $width px in $scheme, without scripts, fetching nothing', async (look) => {
    const { page, asked, refused } = await open(html, look);
    if (SHOTS !== '')
      await page.screenshot({
        path: join(SHOTS, `${name}-${look.width}-${look.scheme}.png`),
        fullPage: true,
      });
    expect(await overflow(page)).toBe(0);
    expect(asked).toEqual([]);
    expect(refused).toEqual([]);
    expect(await page.locator('main').isVisible()).toBe(true);
    await page.context().close();
  });

  it.each(LOOKS)('has no mistake that axe finds at $width px in $scheme', async (look) => {
    const { page } = await open(html, { ...look, scripts: true });
    await page.evaluate(AXE);
    const { violations, contrasts } = await page.evaluate(async () => {
      const found = await (
        globalThis as unknown as {
          axe: {
            run(): Promise<
              Record<
                'violations' | 'passes',
                { id: string; nodes: { html: string; failureSummary?: string }[] }[]
              >
            >;
          };
        }
      ).axe.run();
      return {
        violations: found.violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
        ),
        contrasts: found.passes.filter(({ id }) => id === 'color-contrast').length,
      };
    });
    expect(violations).toEqual([]);
    // It did look: a page whose colours could not be read has no violation either.
    expect(contrasts).toBe(1);
    await page.context().close();
  });
});

describe('the keyboard', () => {
  it('reaches the way past the list first, then each repository, and shows where it is', async () => {
    const { page } = await open(PAGES.organisation, { width: 768, scheme: 'light' });
    const seen: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const { left, width } = element.getBoundingClientRect();
        return {
          href: element.getAttribute('href') ?? '',
          outlineStyle,
          outlineWidth,
          shown: left >= 0 && width > 0,
        };
      });
      seen.push(at.href);
      expect(at).toMatchObject({ outlineStyle: 'solid', outlineWidth: '3px', shown: true });
    }
    expect(seen).toEqual(['#changes', '#r0', '#r1', '#r2', '#r3']);
    await page.context().close();
  });
});

describe('what is smuggled in', () => {
  it('is not applied, even where the escaping would have failed', async () => {
    const smuggled = PAGES.repository.replace(
      '</main>',
      '<style>main{display:none}</style><script>document.title="owned"</script><img src="http://board.test/x.png"></main>',
    );
    const { page, asked } = await open(smuggled, { width: 768, scheme: 'light', scripts: true });
    expect(await page.locator('main').isVisible()).toBe(true);
    expect(await page.title()).toBe('Schema changes');
    expect(asked).toEqual([]);
    await page.context().close();
  });
});
