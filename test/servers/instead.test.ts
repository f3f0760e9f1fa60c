import { describe, expect, test } from 'vitest';
import { baseSchema, type Case } from './cases/case.ts';
import { cases } from './cases/index.ts';
import { attempt } from './connect.ts';
import { lockModes, prepareDatabase } from './measure.ts';
import { askEach, type Server, useServers } from './servers.ts';
import { tell } from './told.ts';

const servers = useServers('instead');

/** The lines to paste, without comments, up to the first that leaves something for its reader to fill in. */
function stepsOf(instead: string[]): string[] {
  const steps = instead.filter((line) => line.trim() !== '' && !line.startsWith('--'));
  const open = steps.findIndex((line) => line.includes('…'));
  return open < 0 ? steps : steps.slice(0, open);
}

/** Without rows: what the steps say to do between them, such as filling a column, is then done. */
const emptySchema = baseSchema.replaceAll(/INSERT[^;]*;/g, '');

/** A step that itself holds up reads or writes while it works would be no way out. */
function judgeStep(asked: Case, done: string[], step: string, version: number): string[] {
  const setup = `${baseSchema}${asked.setup ?? ''};\n${done.join('\n')}`;
  const { effects, problems } = tell({ setup, statement: step }, version);
  const blocking = effects.filter(
    ({ load, locks, fresh }) =>
      load !== 'instant' &&
      !fresh &&
      locks.some(({ mode }) => lockModes.indexOf(mode) >= lockModes.indexOf('SHARE')),
  );
  return [
    ...problems,
    ...blocking.map(({ operation, load }) => `${step}: ${operation}, ${load} under a blocking lock`),
  ];
}

async function trySteps(asked: Case, server: Server): Promise<string[]> {
  const told = tell({ setup: baseSchema + (asked.setup ?? ''), statement: asked.statement }, server.version);
  const failures: string[] = [];
  for (const { instead, operation } of told.effects) {
    await prepareDatabase(server.runner, emptySchema + (asked.setup ?? '').replaceAll(/INSERT[^;]*;/g, ''));
    const done: string[] = [];
    for (const step of stepsOf(instead)) {
      const refused = await attempt(server.runner, step);
      if (refused) failures.push(`${operation}: ${step} -> ${refused.message}`);
      else failures.push(...judgeStep(asked, done, step, server.version));
      done.push(step);
    }
  }
  return failures;
}

describe.each(cases)('$id', (asked) => {
  test('the steps to paste instead run, and hold nothing up', async () => {
    expect(await askEach(servers, asked, (server) => trySteps(asked, server)), asked.statement).toEqual([]);
  });
});
