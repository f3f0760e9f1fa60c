/** The board in Chromium: on a phone and a desk, in light and dark, by keyboard, and without scripts. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBoard, writeBoards } from '../../src/report/board.ts';
import { organisation, usedDecision } from '../report/board-sample.ts';
import { emptyDecision, NOW } from '../report/sample.ts';
import { type Browser, judgeByAxe, launchChromium, type Page } from './chromium.ts';

/** Where pictures to look at are left, if anywhere. */
const SHOTS = process.env.BOARD_SCREENSHOTS ?? '';

const PAGES = {
  repository: writeBoard(usedDecision()),
  organisation: writeBoards(organisation(), NOW),
  empty: writeBoard(emptyDecision()),
};

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
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
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

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
    const { violations, contrasts } = await judgeByAxe(page);
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
      const at = await page.evaluate<{ href: string }>(`(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        const { left, width } = document.activeElement.getBoundingClientRect();
        const href = document.activeElement.getAttribute('href') ?? '';
        return { href, outlineStyle, outlineWidth, shown: left >= 0 && width > 0 };
      })()`);
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
