/** What changes nothing that counts is decided without reading what the base's migrations do: to the same words as with it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { openRepository } from '../../src/read/git.ts';
import { writeJson } from '../../src/report/json.ts';
import { migrationSets } from '../../src/world/migration-sets.ts';
import { openLocalWorld } from '../../src/world.ts';
import { type GeneratedStory, tellStory } from './generated-story.ts';

const FIRST = Number(process.env.LANEKEEPER_SEED ?? 1);

/** On main, and on what is proposed, which has migrations of its own. */
function branch({ story }: GeneratedStory, from: string, path: string): string {
  const name = `idle-${from}-${path.replaceAll('/', '-')}`;
  story.git('checkout', '-q', '-b', name, from);
  mkdirSync(join(story.folder, path, '..'), { recursive: true });
  writeFileSync(join(story.folder, path), 'users.name, full_name\n');
  story.git('add', '--all');
  story.git('commit', '-q', '-m', name);
  return name;
}

async function decideBothWays({ story }: GeneratedStory, base: string, head: string) {
  const evidence = { text: JSON.stringify(story.evidence), name: 'evidence.json' };
  const local = { repo: story.folder, manifest: null, evidence, base, head, environment: null };
  const options = { ...local, now: Date.parse(story.now) };
  const world = await openLocalWorld(options);
  const repository = await openRepository(story.folder);
  try {
    const reading = await world.read();
    const { subject, sets, manifests } = reading;
    if (subject.kind !== 'pull_request' || manifests.base.state !== 'valid') throw new Error('no such story');
    const whole = await migrationSets(repository, subject, manifests.base.manifest.databases);
    const answer = world.answer.bind(world);
    const used = () => world.evidence();
    const short = await check({ read: async () => reading, answer, evidence: used });
    const long = await check({ read: async () => ({ ...reading, sets: whole }), answer, evidence: used });
    const isRead = sets.some(({ base: [first] }) => (first?.read.statements.length ?? 0) > 0);
    return { isRead, short: writeJson(short), long: writeJson(long) };
  } finally {
    world.close();
    repository.close();
  }
}

it.each(Array.from({ length: 12 }, (_, index) => FIRST + index))('seed %i', async (seed) => {
  const generated = tellStory(seed);
  try {
    for (const path of ['README.md', 'docs/schema.sql', 'test/users.test.ts', 'package-lock.json']) {
      const told = await decideBothWays(generated, 'main', branch(generated, 'main', path));
      expect(told.isRead).toBe(false);
      expect(told.short).toBe(told.long);
    }
    const code = await decideBothWays(generated, 'main', branch(generated, 'main', 'src/any.ts'));
    expect(code.isRead).toBe(true);
    const stage = generated.stage.name;
    const proposed = await decideBothWays(generated, 'main', branch(generated, stage, 'README.md'));
    expect(proposed.short).toBe(proposed.long);
  } finally {
    generated.story.remove();
  }
});
