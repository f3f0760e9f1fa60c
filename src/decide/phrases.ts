/** Words that several rules share, so that a table's size or a statement is told in one way. */
import type { Finding, MigrationSet, ObjectName, Statement } from '../model.ts';
import { inGroups } from '../numbers.ts';
import { finding, type Proposal, type ProposedStatement, sizeOf } from './rule.ts';

/** A statement in one line of at most `limit` characters. */
export function inShort(text: string, limit = 90): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/;$/, '');
  return line.length <= limit ? line : `${line.slice(0, limit - 1).trimEnd()}…`;
}

/** `3 statements`, `1 statement`. */
export function count(number: number, noun: string): string {
  return `${inGroups(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** What is known of a table's size, and from where. */
export function tellSize(set: MigrationSet, table: ObjectName | null): string {
  if (table === null) return 'it concerns every table, large ones too';
  const { rows } = sizeOf(set, table);
  return rows === null
    ? `nobody told how many rows ${table} has, so it is taken as large`
    : `${table} has ${inGroups(rows)} rows, says the manifest`;
}

/** Steps as one text: each on its own line. */
export function steps(lines: readonly string[], otherwise: string): string {
  return lines.length > 0 ? lines.join('\n') : otherwise;
}

/** Whose transaction a statement runs in, as half a sentence. */
export function tellTransaction(set: MigrationSet, statement: Statement): string {
  if (statement.transaction?.by === 'written') return 'a BEGIN in this file has opened one';
  if (statement.transaction?.by === 'implicit')
    return `${set.framework} sends this file as one string, which the server runs as one`;
  return `${set.framework} runs this file in one`;
}

/**
 * A pass says why, too: where a rule looked at statements and has nothing to tell, one `ok` says what it looked at.
 * No statement, no `ok`: nothing was proved.
 */
export function orOk(rule: string, proposal: Proposal, findings: Finding[], message: string): Finding[] {
  const looked: ProposedStatement[] = proposal.statements;
  if (findings.some(({ status }) => status !== 'ok') || looked.length === 0) return findings;
  const files = new Set(looked.map(({ migration }) => migration.path));
  const seen = tellLooked({ statements: looked.length, files: files.size });
  return [...findings, finding(rule, { status: 'ok', message, seen })];
}

/** How much a rule has looked at: `7 statements in 2 files`. */
export const tellLooked = (looked: { statements: number; files: number }): string =>
  `${count(looked.statements, 'statement')} in ${count(looked.files, 'file')}`;
