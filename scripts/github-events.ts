/**
 * Takes GitHub's example events: `node scripts/github-events.ts FILE`, FILE being `api.github.com/index.json` of the npm package
 * @octokit/webhooks-examples (MIT). One of each action, and each that begins otherwise; what a workflow cannot be run for is left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

interface Examples {
  name: string;
  examples: { action?: string }[];
}

/** Events of Apps and of organisations alone. Source: GitHub's "Events that trigger workflows". */
const NOT_FOR_WORKFLOWS =
  /^(?:github_app_|installation|marketplace_|org|member|meta|ping|project|security_|sponsorship|team|repository_(?:import|vulnerability)|deploy_key|code_scanning|dependabot)/;

const [file = ''] = process.argv.slice(2);
const all = JSON.parse(readFileSync(file, 'utf8')) as Examples[];
const events = all
  .filter(({ name }) => !NOT_FOR_WORKFLOWS.test(name))
  .flatMap(({ name, examples }) => {
    const kinds = new Map(examples.map((one) => [`${one.action} ${Object.keys(one).sort()}`, one]));
    return [...kinds.values()].map((payload) => ({ name, payload }));
  });
const text = JSON.stringify(events);
const target = join(import.meta.dirname, '..', 'test', 'outside', 'events.json.br');
writeFileSync(target, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
console.log(`${events.length} events, ${text.length} bytes`);
