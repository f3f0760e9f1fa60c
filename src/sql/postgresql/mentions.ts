/**
 * Who in the catalog names an object, found without going through all of it: thousands of tables may be dropped in one
 * file. While statements only take away, whoever was found once stays a candidate, and each is looked at again by whoever
 * asks; with the first statement that may add a mention, all is forgotten.
 */
import type { AlterTableCmd, Node, RenameStmt } from 'libpg-query';
import type { CatalogFunction, CatalogIndex, CatalogTable, CatalogView, ObjectName } from '../../model.ts';
import { lookup } from '../catalog.ts';
import { all, as } from './ast.ts';
import type { Session } from './session.ts';

interface Entries {
  tables: CatalogTable;
  indexes: CatalogIndex;
  views: CatalogView;
  functions: CatalogFunction;
  sequences: { ownedBy: ObjectName | null };
}

type Home = keyof Entries;
type Homes = { [H in Home]: Record<ObjectName, Entries[H]> };

/** What an entry of each kind names, as far as others ask for it. */
const NAMES: { [H in Home]: (entry: Entries[H]) => ObjectName[] } = {
  tables: ({ constraints, parents, defaultPartition, policies, rules = {} }) => [
    ...Object.values(constraints).flatMap(({ references }) => references?.table ?? []),
    ...parents,
    ...(defaultPartition ? [defaultPartition] : []),
    ...Object.values(policies).flatMap(({ columns }) => columns),
    ...Object.values(rules).flatMap(({ columns }) => columns),
  ],
  indexes: ({ table }) => [table],
  views: ({ uses }) => uses,
  functions: ({ uses }) => uses,
  sequences: ({ ownedBy }) => (ownedBy === null ? [] : [ownedBy]),
};

/** The name itself, and whatever it may be a part of. */
function withCarriers(name: ObjectName): ObjectName[] {
  const found = [name];
  for (let at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1)) found.push(name.slice(0, at));
  return found;
}

function note(index: Map<ObjectName, Set<ObjectName>>, name: ObjectName, mentioned: ObjectName[]): void {
  for (const key of mentioned.flatMap(withCarriers)) {
    const known = index.get(key);
    if (known) known.add(name);
    else index.set(key, new Set([name]));
  }
}

function indexHome<H extends Home>(homes: Homes, home: H): Map<ObjectName, Set<ObjectName>> {
  const index = new Map<ObjectName, Set<ObjectName>>();
  for (const [name, entry] of Object.entries<Entries[H]>(homes[home])) note(index, name, NAMES[home](entry));
  return index;
}

/** To index a schema takes as long as to go through it some times: for a drop or two it is not worth it. */
const WORTH_AN_INDEX = 12;
const asked = new WeakMap<object, number>();

function isWorthAnIndex(mentions: object): boolean {
  const times = (asked.get(mentions) ?? 0) + 1;
  asked.set(mentions, times);
  return times > WORTH_AN_INDEX;
}

/** Entries of one kind that name any of the objects, or parts of them; perhaps others as well. */
export function mentioning<H extends Home>(
  session: Session,
  home: H,
  ...objects: ObjectName[]
): [ObjectName, Entries[H]][] {
  const homes: Homes = session.catalog;
  const record: Record<ObjectName, Entries[H]> = homes[home];
  if (!session.mentions || !isWorthAnIndex(session.mentions)) return Object.entries(record);
  const index = session.mentions.get(home) ?? indexHome(homes, home);
  session.mentions.set(home, index);
  const names = new Set(objects.flatMap((object) => [...(index.get(object) ?? [])]));
  return [...names].flatMap((name) => {
    const entry = lookup(record, name);
    return entry === undefined ? [] : [[name, entry]];
  });
}

/** An entry has another name, or names something else, than before. */
export function noteMentions<H extends Home>(
  session: Session,
  home: H,
  name: ObjectName,
  entry: Entries[H] | undefined,
): void {
  const index = session.mentions?.get(home);
  if (index && entry) note(index, name, NAMES[home](entry));
}

const ADDS_NOTHING = new Set([
  'DropStmt',
  'InsertStmt',
  'UpdateStmt',
  'DeleteStmt',
  'TruncateStmt',
  'TransactionStmt',
  'VariableSetStmt',
]);
const TAKES_AWAY = new Set<AlterTableCmd['subtype']>(['AT_DropColumn', 'AT_DropConstraint']);

/** Renames of these tell what they change, by `noteMentions`. */
const RENAMED = new Set<RenameStmt['renameType']>(['OBJECT_TABLE', 'OBJECT_COLUMN']);

function addsNothing(node: object): boolean {
  const rename = as(node as Node, 'RenameStmt');
  if (rename) return RENAMED.has(rename.renameType);
  const statement = as(node as Node, 'AlterTableStmt');
  if (statement) return all(statement.cmds, 'AlterTableCmd').every(({ subtype }) => TAKES_AWAY.has(subtype));
  return Object.keys(node).every((kind) => ADDS_NOTHING.has(kind));
}

/** Before each statement: keeps what is known of mentions where the statement can add none. */
export function keepMentions(session: Session, node: object): void {
  if (addsNothing(node)) session.mentions ??= new Map();
  else delete session.mentions;
}
