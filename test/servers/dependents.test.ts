import { describe, expect, test } from 'vitest';
import { baseSchema } from './cases/case.ts';
import { dependentCases } from './cases/dependents.ts';
import { measure } from './measure.ts';
import { askEach, type Server, useServers } from './servers.ts';
import { tell } from './told.ts';

const servers = useServers('dependents');

/** Indexes and string bodies go or break silently: Lanekeeper tells them, the server does not refuse for them. */
async function differencesOf(asked: (typeof dependentCases)[number], server: Server): Promise<string[]> {
  const subject = { setup: baseSchema + (asked.setup ?? ''), statement: asked.statement };
  const measured = await measure(server, subject);
  if (measured.refused && measured.refused.code !== '2BP01') return [`case: ${measured.refused.message}`];
  const told = tell(subject, server.version);
  const dependents = told.effects.flatMap((effect) => effect.dependents).filter((it) => it.kind !== 'index');
  const names = dependents.map(({ kind, object }) => `${kind} ${object}`).join(', ');
  if (told.problems.length > 0) return told.problems;
  if (measured.refused && dependents.length === 0)
    return [`server: ${measured.refused.message}; told no dependents`];
  const more = asked.tellsMore && server.version <= (asked.tellsMore.to ?? 99);
  if (!measured.refused && dependents.length > 0 !== Boolean(more))
    return [`server did it; told dependents: ${names || 'none, though the case says that more is told'}`];
  return [];
}

describe.each(dependentCases)('$id', (asked) => {
  test('is refused by the server where dependents are told', async () => {
    const differences = await askEach(servers, asked, (server) => differencesOf(asked, server));
    expect(differences, asked.statement).toEqual([]);
  });
});
