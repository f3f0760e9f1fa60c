/** Runs the built action as a runner does: a process of its own, inputs and event by environment and files. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ACTION = join(import.meta.dirname, '..', '..', 'dist', 'index.js');

export interface Ran {
  code: number;
  log: string;
  summary: string;
  outputs: Record<string, string>;
  /** The report; null: there was none. */
  report: {
    verdict: string;
    findings: { rule: string; status: string; message: string; next: string }[];
  } | null;
}

export interface RunOptions {
  event: string;
  payload: unknown;
  inputs?: Record<string, string>;
  token?: string;
  env?: Record<string, string>;
}

/** `name<<delimiter`, lines, `delimiter`. */
function outputsOf(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name = '', , value = ''] of text.matchAll(/^(.+?)<<(\S+)\n([\s\S]*?)\n\2$/gm))
    outputs[name] = value;
  return outputs;
}

export async function runAction(
  double: { url: string },
  repository: string,
  options: RunOptions,
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'lanekeeper-run-'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const inputs = Object.entries({ token: options.token ?? 'secret', ...options.inputs }).map(
    ([name, value]) => [`INPUT_${name.toUpperCase()}`, value],
  );
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: double.url,
    GITHUB_GRAPHQL_URL: `${double.url}/graphql`,
    GITHUB_SERVER_URL: 'https://github.test',
    GITHUB_REPOSITORY: repository,
    GITHUB_EVENT_NAME: options.event,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(options.payload)),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_RUN_ID: '77',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_ACTOR: 'hubot',
    RUNNER_TEMP: folder,
    ...Object.fromEntries(inputs),
    ...options.env,
  };
  const child = spawn(process.execPath, [ACTION], { cwd: folder, env: env as NodeJS.ProcessEnv });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (log += piece));
  const code = await new Promise<number>((resolve) => child.on('close', (one) => resolve(one ?? -1)));
  const outputs = outputsOf(readFileSync(env.GITHUB_OUTPUT, 'utf8'));
  const summary = readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8');
  rmSync(folder, { recursive: true, force: true });
  const report = outputs.report ? JSON.parse(outputs.report) : null;
  return { code, log, summary, outputs, report };
}
