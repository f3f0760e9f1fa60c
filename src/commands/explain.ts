/** `lanekeeper explain RULE`: the rule's page, as it stands in docs/rules. */
import { readFileSync } from 'node:fs';
import { isRuleId, RULE_IDS } from '../rule-ids.ts';
import { UserError } from '../user-error.ts';
import { readOptions } from './options.ts';

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

export async function run(args: string[]): Promise<number> {
  const options = readOptions(args, {}, true, ['text']);
  const [rule] = options.files;
  if (rule === undefined) {
    process.stdout.write(`${RULE_IDS.join('\n')}\n`);
    return 0;
  }
  if (!isRuleId(rule)) {
    const near = RULE_IDS.find((id) => id.includes(rule) || rule.includes(id));
    throw new UserError(
      `there is no rule ${JSON.stringify(rule.slice(0, 60))}.`,
      `${near ? `Did you mean ${near}? ` : ''}The rules: ${RULE_IDS.join(', ')}.`,
    );
  }
  process.stdout.write(readPage(rule));
  return 0;
}
