/** What may be asked of the bot in a comment: one line, words in this order, nothing else. Pure. */

import { parseSupposed, SUPPOSABLE, type Supposed } from '../check.ts';

export type Command =
  | { name: 'check' }
  | { name: 'status' }
  | { name: 'help' }
  | { name: 'declare' }
  /** `change` null: the only one that waits for it. */
  | { name: 'approve'; change: string | null }
  | { name: 'override'; reason: string }
  | { name: 'simulate'; facts: Supposed[] }
  /** Words that are none; `why` says what was expected. */
  | { name: 'unknown'; why: string };

const CHANGE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const HELP = 'A line of a comment, /lanekeeper and one of these:';
export const HELP_LINES = `check: decides anew
status: tells where everything stands
approve <change>: approves its contract for the content as it is
override <reason>: lets this content through, and says so
declare: shows the manifest entry for what the migrations do
simulate <fact> …: tells what would still be in the way if deployed=<environment>, quiet or approved held
help: says this
`;

const bare = (name: 'check' | 'status' | 'help' | 'declare', rest: string): Command =>
  rest === '' ? { name } : { name: 'unknown', why: `${name} takes nothing after it` };

function simulateCommand(rest: string): Command {
  const words = rest.split(/[\s,]+/).filter((word) => word !== '');
  const facts = words.map(parseSupposed).filter((fact) => fact !== null);
  if (words.length > 0 && facts.length === words.length) return { name: 'simulate', facts };
  return { name: 'unknown', why: `simulate takes facts, each one of ${SUPPOSABLE.join(', ')}` };
}

/** Total: any text is a command, or says what was expected. */
export function parseCommand(words: string): Command {
  const [, name = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(words.trim()) ?? [];
  switch (name) {
    case 'check':
    case 'status':
    case 'help':
    case 'declare':
      return bare(name, rest);
    case '':
      return { name: 'help' };
    case 'approve':
      if (rest === '') return { name: 'approve', change: null };
      return CHANGE.test(rest)
        ? { name: 'approve', change: rest }
        : { name: 'unknown', why: "approve takes a change's id, as the manifest has it" };
    case 'override':
      return rest === ''
        ? { name: 'unknown', why: 'override takes a reason, which every report shows' }
        : { name: 'override', reason: rest };
    case 'simulate':
      return simulateCommand(rest);
    default:
      return {
        name: 'unknown',
        why: 'it is one of check, status, approve, override, declare, simulate, help',
      };
  }
}
