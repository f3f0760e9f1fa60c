/** What the pages say is so: their links lead somewhere, their commands exist, their output is the tool's own. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scenes } from '../src/commands/demo/scenes.ts';
import { Story } from '../src/commands/demo/story.ts';
import { usage } from '../src/commands/usage.ts';
import { decide } from '../src/decide/decide.ts';
import type { Decision } from '../src/model.ts';
import { EVIDENCE_PARTS } from '../src/read/evidence/shape.ts';
import { parseEvidence } from '../src/read/evidence-file.ts';
import { writeMarkdown } from '../src/report/markdown.ts';
import { writeText } from '../src/report/text.ts';
import { RULE_IDS } from '../src/rule-ids.ts';
import { emptyCatalog } from '../src/sql/catalog.ts';
import { prepareSql } from '../src/sql/index.ts';
import { lintReading, lintSets } from '../src/world/lint-reading.ts';

const below = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`.replaceAll('\\', '/'));
const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'test/servers/README.md', ...below('docs')];
const textOf = (path: string): string => readFileSync(path, 'utf8');

/** Blocks in order; a closing fence is never taken for an opening one. */
const fencesIn = (text: string): { language: string; body: string }[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    body,
  }));
const blocksIn = (text: string, wanted: string): string[] =>
  fencesIn(text).flatMap(({ language, body }) => (language === wanted ? [body] : []));

/** Inline code and the lines of blocks. */
const codeIn = (text: string): string[] => [
  ...fencesIn(text).flatMap(({ body }) => body.split('\n')),
  ...[...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? ''),
];

/** Named as coming next, and as nothing else. */
const COMING = ['query-log', 'horizon', 'simulate', 'doctor'];

describe.each(PAGES)('%s', (path) => {
  const text = textOf(path);

  test('its links lead somewhere', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target]) => target ?? '');
    const lost = targets.filter((target) => !existsSync(normalize(join(dirname(path), target))));
    expect(lost).toEqual([]);
  });

  test('its commands and their options exist', () => {
    const wrong = codeIn(text).flatMap((line) => {
      const [, name = '', rest = ''] = /^(?:\$ )?lanekeeper ([a-z][a-z-]*)([^#|]*)/.exec(line) ?? [];
      if (name === '' || COMING.includes(name)) return [];
      const page = usage(name);
      if (page === usage(undefined)) return [line];
      return [...rest.matchAll(/--[a-z][a-z-]*/g)]
        .filter(([option]) => !page.includes(option))
        .map(() => line);
    });
    expect(wrong).toEqual([]);
  });

  test('its scripts exist', () => {
    const scripts: unknown = JSON.parse(textOf('package.json')).scripts;
    const named = codeIn(text).flatMap((line) =>
      [...line.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name]) => name),
    );
    for (const name of named) expect(scripts).toHaveProperty([name ?? '']);
  });

  test('says nothing of the machine that it was written on', () => {
    expect(text).not.toMatch(/\/(?:work|tmp|root|home)\//);
  });
});

test('every page of docs/decisions has its number, its title and its three parts', () => {
  const pages = below('docs/decisions').toSorted();
  expect(pages.length).toBeGreaterThan(0);
  pages.forEach((path, index) => {
    expect(path).toMatch(new RegExp(`/${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`));
    const parts =
      /^# (\d+)\. .+\n\n\*\*Situation\.\*\* .+\n\n\*\*Choice\.\*\* .+\n\n\*\*Price\.\*\* .+\n$/.exec(
        textOf(path),
      );
    expect(Number(parts?.[1]), path).toBe(index + 1);
  });
});

test('rules that pages name are rules', () => {
  const words = new Set<string>(RULE_IDS);
  const rule =
    /^(?:manifest|migration|in-place|tighten|online|transaction|lock|batched|undeclared|separate|schema|no|phase|deploy|safe|rollback)-[a-z-]+$/;
  const known = new Set([...words, 'deploy-order', 'migration-edited']);
  const pages = [...PAGES.filter((path) => !path.includes('servers'))];
  for (const path of pages)
    for (const code of codeIn(textOf(path)))
      if (rule.test(code)) expect(known, `${path} names ${code}`).toContain(code);
});

describe('the evidence file', () => {
  const examples = blocksIn(textOf('docs/evidence.md'), 'json');

  test('its examples are read without a mistake', () => {
    for (const example of examples) parseEvidence(example, 'docs/evidence.md');
  });

  test('every part has one', () => {
    const parts = examples.flatMap((example) => Object.keys(JSON.parse(example) as object));
    expect(parts.toSorted()).toEqual([...EVIDENCE_PARTS].toSorted());
  });
});

describe('the README', () => {
  const readme = textOf('README.md');
  const [picture = ''] = blocksIn(readme, 'mermaid');
  const [waiting = '', linted = ''] = blocksIn(readme, '').filter((block) =>
    /^[a-z-]+ {3}(?:wait|block) /.test(block),
  );

  test('its picture and its wait are of the demo', async () => {
    const story = new Story('2026-09-01T09:00:00Z');
    try {
      let decision: Decision | null = null;
      for (const scene of scenes.slice(0, 9)) decision = await scene.play(story);
      if (!decision) throw new Error('no scene was played');
      expect(writeMarkdown(decision)).toContain(picture);
      expect(writeText(decision, { color: false })).toContain(waiting);
    } finally {
      story.remove();
    }
    expect(picture).toContain('flowchart');
    expect(waiting).toContain('quiet');
  });

  test('its finding is of lint', async () => {
    await prepareSql('postgresql');
    const up = 'CREATE INDEX users_email_idx ON users (email);\n';
    const text = { path: '0007_users.sql', up, transaction: 'none' } as const;
    const schema = { ...emptyCatalog(), incomplete: true };
    const asked = {
      engine: 'postgresql',
      version: 18,
      defaultSchema: 'public',
      schema,
      manifest: null,
      now: 0,
    } as const;
    const reading = lintReading(lintSets([{ path: text.path, framework: 'sql', text }], asked), asked);
    expect(writeText(decide(reading, []).decision, { color: false })).toContain(linted);
    expect(linted).toContain('online-ddl');
  });
});

test('the tour names files and folders of src/', () => {
  const named = [...textOf('docs/tour.md').matchAll(/\]\(\.\.\/(src\/[^)]+)\)/g)].map(
    ([, path]) => path ?? '',
  );
  expect(named.length).toBeGreaterThan(20);
  for (const path of named) expect(statSync(path).isFile() || statSync(path).isDirectory()).toBe(true);
});
