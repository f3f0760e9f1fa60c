/** From what was read to what it proposes: the manifest that binds, the statements, and whose they are. */
import type { Change, Manifest, ManifestReading, Reading } from '../model.ts';
import { attribute } from './attribute.ts';
import type { Proposal, ProposedStatement } from './rule.ts';

const manifestOf = (reading: ManifestReading): Manifest | null =>
  reading.state === 'valid' ? reading.manifest : null;

/** What the base declares, then what the head alone declares: it can only bind more. */
function declaredChanges(reading: Reading): Proposal['changes'] {
  const base = manifestOf(reading.manifests.base)?.changes ?? [];
  const known = new Set(base.map((change) => change.id));
  const head = manifestOf(reading.manifests.head)?.changes ?? [];
  const databases = new Set(reading.sets.map((set) => set.database.name));
  const added = head
    .filter((change) => !known.has(change.id) && databases.has(change.database))
    // What replaces the guess could make every mention vanish: it binds once it is on the base.
    .map((change) => ({ ...change, references: null }));
  return [
    ...base.map((change: Change) => ({ change, declaredBy: 'base' as const })),
    ...added.map((change) => ({ change, declaredBy: 'head' as const })),
  ];
}

/** A decision is made again after each round of answers, over what was read once. */
const proposals = new WeakMap<Reading, Proposal>();

/** Everything that the rules judge, before any evidence is looked at. Pure: the same reading gives the same proposal. */
export function propose(reading: Reading): Proposal {
  const proposal = proposals.get(reading) ?? proposed(reading);
  proposals.set(reading, proposal);
  return proposal;
}

function proposed(reading: Reading): Proposal {
  const changes = declaredChanges(reading);
  const statements: ProposedStatement[] = reading.sets.flatMap((set) =>
    set.proposed.flatMap((migration) =>
      migration.read.statements.map((statement) => ({
        set,
        migration,
        statement,
        effects: statement.effects.map((effect) => attribute(effect, set, changes)),
      })),
    ),
  );
  return {
    ...reading,
    manifest: manifestOf(reading.manifests.base),
    statements,
    effects: statements.flatMap((statement) => statement.effects),
    changes,
  };
}
