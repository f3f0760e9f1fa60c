/** What the tests use of playwright-core, which is installed in this folder alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Route {
  request(): { url(): string };
  fulfill(answer: { body: string; contentType: string }): Promise<void>;
  abort(): Promise<void>;
}

interface Events {
  console: { text(): string };
  dialog: { message(): string; dismiss(): Promise<void> };
}

export interface Page {
  on<E extends keyof Events>(event: E, handle: (value: Events[E]) => unknown): void;
  route(pattern: string, handle: (route: Route) => Promise<void>): Promise<void>;
  goto(url: string): Promise<unknown>;
  /** An expression, as the page's own language has it. */
  evaluate<T>(expression: string): Promise<T>;
  screenshot(options: { path: string; fullPage: boolean }): Promise<unknown>;
  locator(selector: string): { isVisible(): Promise<boolean> };
  title(): Promise<string>;
  keyboard: { press(key: string): Promise<void> };
  context(): { close(): Promise<void> };
}

export interface Browser {
  newContext(options: object): Promise<{ newPage(): Promise<Page> }>;
  close(): Promise<void>;
}

const installed = (path: string): string => join(import.meta.dirname, 'node_modules', path);

/** Debian's, or the one that CHROMIUM names. */
export async function launchChromium(): Promise<Browser> {
  const { chromium } = await import(pathToFileURL(installed('playwright-core/index.mjs')).href);
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** Mistakes that axe finds, and how many of its rules on contrast had something to judge and found it well. */
export async function judgeByAxe(page: Page): Promise<{ violations: string[]; contrasts: number }> {
  await page.evaluate(readFileSync(installed('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(`axe.run().then(({ violations, passes }) => ({
    violations: violations.map(({ id, nodes }) => id + ': ' + nodes[0].html + ' ' + nodes[0].failureSummary),
    contrasts: passes.filter(({ id }) => id === 'color-contrast').length,
  }))`);
}
