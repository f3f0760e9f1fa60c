/** `lanekeeper explain RULE`: the rule's page, as it stands in docs/rules. */
import { readFileSync } from 'node:fs';
import { nearest } from '../read/manifest/nearest.ts';
import { wrap } from '../report/wrap.ts';
import { isRuleId, RULE_IDS } from '../rule-ids.ts';
import { UserError } from '../user-error.ts';
import { quoted, readOptions } from './options.ts';
import { widthOfTerminal } from './terminal.ts';

/** Beside `dist/` in the package, beside `src/commands/` in the repository. */
function readPage(rule: string): string {
  for (const folder of ['../docs/rules/', '../../docs/rules/']) {
    try {
      return readFileSync(new URL(`${folder}${rule}.md`, import.meta.url), 'utf8');
    } catch {
      // The other place is tried next.
    }
  }
  throw new UserError(
    `the page of ${rule} is not where Lanekeeper is installed.`,
    'Install the package whole: docs/rules belongs to it.',
  );
}

/** What the page is called, without the rule's own name. */
const aboutOf = (page: string): string => page.split('\n').find((line) => /^[^#\s]/.test(line)) ?? '';

function listRules(): string {
  const width = Math.max(...RULE_IDS.map((id) => id.length));
  const rows = RULE_IDS.flatMap((id) =>
    wrap(
      aboutOf(readPage(id)),
      `${id.padEnd(width)}   `,
      ' '.repeat(width + 3),
      widthOfTerminal() ?? undefined,
    ),
  );
  return `${rows.join('\n')}\n`;
}

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, {}, true, ['text']);
  const [rule, more] = options.files;
  if (more !== undefined)
    throw new UserError(
      `explain tells one rule at a time, not ${quoted(more)} too.`,
      'lanekeeper explain RULE',
    );
  if (rule !== undefined && !isRuleId(rule)) {
    const near = nearest(rule, RULE_IDS) ?? RULE_IDS.find((id) => id.includes(rule));
    throw new UserError(
      `there is no rule ${quoted(rule)}.`,
      `${near ? `Did you mean ${near}? ` : ''}lanekeeper explain lists them.`,
    );
  }
  const text = rule === undefined ? listRules() : readPage(rule);
  if (!options.silent) process.stdout.write(text);
  return 0;
}
