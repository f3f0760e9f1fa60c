/** `npm run new:rule <id>`: writes a rule, its page and its test, and its line in the register and in the list of ids. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const REGISTER = 'src/decide/rules/index.ts';
const IDS = 'src/rule-ids.ts';

const camel = (id: string): string => id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const rule = (id: string): string => `/** What it holds up, in one sentence. */
import { finding, placed, type Rule } from '../rule.ts';

const id = '${id}';

export const ${camel(id)}: Rule = {
  id,
  subjects: ['pull_request'],
  judge(proposal) {
    return proposal.effects.map((effect) =>
      finding(id, {
        ...placed(effect),
        status: 'error',
        message: \`${id} does not judge \${effect.object} yet.\`,
        next: 'Write the rule.',
      }),
    );
  },
};
`;

const page = (id: string): string => `# ${id}

What is so when this rule is content, in one sentence.

**What breaks.** Who fails, when, and why nobody sees it before.

**What is looked at.** The evidence, and what each answer comes to; missing is never zero.

| what was met | status |
|---|---|
| … | \`block\` |

**The safe way.** With an example to paste.

**How it clears.** By an edit, or by itself, and when.

**Exemption.** \`exemptions\` in the manifest (rule, path, reason, until).
`;

const test = (id: string): string => `import { expect, test } from 'vitest';
import { ${camel(id)} } from '../../../src/decide/rules/${id}.ts';
import { askNothing, effect, proposalOf, statement } from '../proposals.ts';

test('harmless: nothing is held up', () => {
  const proposal = proposalOf({ statements: [statement({ effects: [effect({})] })] });
  const found = ${camel(id)}.judge(proposal, askNothing);
  expect(found.filter(({ status }) => status !== 'ok')).toEqual([]);
});
`;

/** The register with one more import, in order, and one more rule, at the end. */
export function addToRegister(register: string, id: string): string {
  const line = `import { ${camel(id)} } from './${id}.ts';`;
  const lines = register.split('\n');
  const isRule = (text: string): boolean => /^import \{ \w+ \} from '\.\//.test(text);
  const after = lines.findIndex(
    (text) => isRule(text) && text.slice(text.indexOf('./')) > line.slice(line.indexOf('./')),
  );
  const last = lines.findLastIndex((text) => text.startsWith('import '));
  lines.splice(after < 0 ? last + 1 : after, 0, line);
  return lines.join('\n').replace(/(= \[)([\s\S]*?)(\];)/, (_, open: string, list: string, close: string) => {
    const names = [...list.matchAll(/\w+/g)].map(([name]) => name);
    return `${open}\n${[...names, camel(id)].map((name) => `  ${name},\n`).join('')}${close}`;
  });
}

const addToIds = (ids: string, id: string): string =>
  ids.replace(/^\] as const;$/m, `  '${id}',\n] as const;`);

/** Every file to write, by path; throws with what to do instead where the id cannot be taken. */
export function planRule(id: string, root: string): Map<string, string> {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(id))
    throw new Error(`"${id}" is no rule id: two words or more in kebab-case are, such as online-ddl`);
  const files = new Map([
    [`src/decide/rules/${id}.ts`, rule(id)],
    [`docs/rules/${id}.md`, page(id)],
    [`test/decide/rules/${id}.test.ts`, test(id)],
  ]);
  const taken = [...files.keys()].find((path) => existsSync(join(root, path)));
  if (taken) throw new Error(`${taken} is there already: take another id`);
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  return files.set(REGISTER, addToRegister(read(REGISTER), id)).set(IDS, addToIds(read(IDS), id));
}

function main(id: string | undefined): void {
  if (id === undefined) throw new Error('which rule? npm run new:rule <id>');
  for (const [path, text] of planRule(id, '.')) {
    writeFileSync(path, text);
    console.log(path);
  }
}

if (resolve(process.argv[1] ?? '') === import.meta.filename) {
  try {
    main(process.argv[2]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
