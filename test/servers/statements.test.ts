import { describe, expect, test } from 'vitest';
import { baseSchema, type Case } from './cases/case.ts';
import { cases } from './cases/index.ts';
import { compare, type Difference } from './compare.ts';
import { measure } from './measure.ts';
import { askEach, type Server, useServers } from './servers.ts';
import { tell } from './told.ts';

const servers = useServers('statements');

async function differencesOf(asked: Case, server: Server): Promise<Difference[]> {
  const subject = { setup: baseSchema + (asked.setup ?? ''), statement: asked.statement };
  const measured = await measure(server, subject);
  if (measured.refused?.code !== asked.refused) {
    const text = `refused: server ${measured.refused?.message ?? 'no'}, expected ${asked.refused ?? 'no'}`;
    return [{ part: 'refusal', over: false, text }];
  }
  return compare(tell(subject, server.version), measured);
}

/** What is told on purpose beyond what the server does; only where more is told, never less. */
function allowed(asked: Case, difference: Difference): boolean {
  return (
    difference.part !== 'reading' &&
    difference.part !== 'refusal' &&
    asked.differs?.[difference.part] !== undefined &&
    (difference.over || difference.part === 'catalog')
  );
}

describe.each(cases)('$id', (asked) => {
  test('is told as every server does it', async () => {
    const met = new Set<string>();
    const differences = await askEach(servers, asked, async (server) => {
      const all = await differencesOf(asked, server);
      for (const difference of all) if (allowed(asked, difference)) met.add(difference.part);
      return all.filter((difference) => !allowed(asked, difference)).map(({ text }) => text);
    });
    expect(differences, asked.statement).toEqual([]);
    // A permission to differ that no server needs any more would hide the next mistake.
    expect([...met].sort()).toEqual(Object.keys(asked.differs ?? {}).sort());
  });
});
