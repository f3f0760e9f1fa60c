/** Reads a migration with a judge that only tells what it was handed, so that reading is tested apart from judging. */
import type { Catalog, ReadMigration, RunnerTransaction } from '../../src/model.ts';
import { emptyCatalog } from '../../src/sql/catalog.ts';
import type { Judge } from '../../src/sql/postgresql/do-block.ts';
import { emptyJudged } from '../../src/sql/postgresql/draft.ts';
import { readMigration } from '../../src/sql/postgresql/read.ts';
import type { EffectDraft, Judged, Session } from '../../src/sql/postgresql/session.ts';
import { unknownEffect } from '../../src/sql/postgresql/unknown.ts';

export function session(catalog: Catalog = emptyCatalog()): Session {
  return {
    catalog,
    place: { path: '', line: 1, column: 1 },
    version: 16,
    defaultSchema: 'public',
    searchPath: ['public'],
    fresh: new Set(),
    enumValuesOfTransaction: new Set(),
    typesOfTransaction: new Set(),
    settings: new Map(),
  };
}

const telling = (effect: EffectDraft): Judged => ({ ...emptyJudged(), effects: [effect] });

/** Tables made are fresh; calls of functions named `unknown_…` cannot be seen; all else is a neutral effect named for its node. */
export const tellingJudge: Judge = (node, { fresh, searchPath }) => {
  const type = Object.keys(node)[0] ?? '';
  const text = JSON.stringify(node);
  const made = (node.CreateStmt as { relation?: { relname?: string } } | undefined)?.relation?.relname;
  if (made) fresh.add(made);
  if (/"sval":"unknown_/.test(text))
    return telling(unknownEffect('call-function', '?', 'a call of what nobody knows'));
  const kind = type === 'DropStmt' ? 'removes' : 'alters';
  const phase = type === 'SelectStmt' ? 'neutral' : 'expand';
  return telling({ ...unknownEffect(type, searchPath.join(), ''), kind, phase });
};

export function read(
  up: string,
  transaction: RunnerTransaction = 'none',
  using: Session = session(),
  judge: Judge = tellingJudge,
): ReadMigration {
  return readMigration({ path: 'm.sql', up, transaction }, using, judge);
}
