/** `lanekeeper doctor`: is the gate real, or only meant? */

import { diagnose } from '../doctor/diagnose.ts';
import type { Diagnosis, Facts, Known } from '../doctor/facts.ts';
import { readOwners } from '../doctor/owners.ts';
import { APPROVAL_WORKFLOW } from '../github/approval-run.ts';
import { githubOver } from '../github/client.ts';
import { type Github, ownerAndName } from '../github/github.ts';
import type { Manifest, Sha } from '../model.ts';
import { openRepository } from '../read/git.ts';
import { readBranch, readEnvironment } from '../read/github/gate-facts.ts';
import { type Repository, requireCommit, textAt } from '../read/repository.ts';
import { askCapabilities } from '../read/telemetry/capabilities.ts';
import { cleanLine } from '../report/clean.ts';
import { UserError } from '../user-error.ts';
import { manifestAt } from '../world/manifests.ts';
import { type Options, readOptions, textOf } from './options.ts';
import { refuseManifest } from './refuse-manifest.ts';

const OWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

async function manifestOf(repository: Repository, base: Sha, path: string | null): Promise<Manifest> {
  const reading = await manifestAt(repository, base, path);
  if (reading.state === 'valid') return reading.manifest;
  if (reading.state === 'invalid') throw refuseManifest(reading.mistakes);
  throw new UserError('there is no manifest on the base.', 'lanekeeper init writes a first one.');
}

async function firstText(
  repository: Repository,
  base: Sha,
  paths: readonly string[],
): Promise<string | null> {
  for (const path of paths) {
    const text = await textAt(repository, base, path);
    if (typeof text === 'string') return text;
  }
  return null;
}

const unasked = (why: string, next: string): Known<never> => ({ known: false, why, next });

const NO_NAME = unasked('nobody said which repository on GitHub it is', 'Add --repository owner/name.');

async function clientFor(token: string): Promise<Github> {
  const { getOctokit } = await import('@actions/github');
  return githubOver(getOctokit(token));
}

interface Remote {
  branch: Facts['branch'];
  approvalEnvironment: Facts['approvalEnvironment'];
}

async function remoteFacts(name: string | null, branch: string, tokenEnv: string): Promise<Remote> {
  if (name === null) return { branch: NO_NAME, approvalEnvironment: NO_NAME };
  const token = process.env[tokenEnv]?.trim() ?? '';
  if (token === '') {
    const none = unasked(
      `${tokenEnv} is not set`,
      `Set ${tokenEnv} to a token that may read ${name}, or name another variable with --token-env.`,
    );
    return { branch: none, approvalEnvironment: none };
  }
  const github = await clientFor(token);
  const [told, environment] = await Promise.all([
    readBranch(github, name, branch),
    readEnvironment(github, name, 'contract-approval'),
  ]);
  return { branch: told, approvalEnvironment: environment };
}

function nameOf(options: Options): string | null {
  const name = textOf(options, 'repository') ?? process.env.GITHUB_REPOSITORY ?? null;
  if (name === null) return null;
  try {
    ownerAndName(name);
    return name;
  } catch (error) {
    throw new UserError((error as Error).message, '--repository acme/shop');
  }
}

async function factsOf(options: Options): Promise<Facts> {
  const repository = await openRepository(options.repo);
  try {
    const ref = textOf(options, 'base') ?? (await repository.defaultBase());
    const base = await requireCommit(repository, ref);
    const manifest = await manifestOf(repository, base, options.manifest);
    const owners = await firstText(repository, base, OWNERS);
    const name = nameOf(options);
    const branch = ref.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, '');
    const remote = await remoteFacts(name, branch, textOf(options, 'token-env') ?? 'GITHUB_TOKEN');
    const logs = manifest.telemetry.filter(({ type }) => type === 'query-log');
    return {
      ...{ repository: name, defaultBranch: branch, manifest, ...remote },
      owned: owners === null ? null : readOwners(owners),
      approvalWorkflow: await firstText(repository, base, [APPROVAL_WORKFLOW]),
      telemetry: await Promise.all(
        logs.map(async (source) => ({
          name: source.name,
          answer: await askCapabilities(source, process.env),
        })),
      ),
    };
  } finally {
    repository.close();
  }
}

const lineOf = ({ status, check, message, next }: Diagnosis): string =>
  cleanLine(`${status.padEnd(8)}${check.padEnd(22)}${message}`) +
  (next === '' ? '' : `\n  Do: ${cleanLine(next)}`);

/** 0 where all is well or merely could be better; 1 where something is broken; 2 where something could not be looked at. */
function codeOf(diagnoses: readonly Diagnosis[]): number {
  if (diagnoses.some(({ status }) => status === 'error')) return 1;
  return diagnoses.some(({ status }) => status === 'unknown') ? 2 : 0;
}

export async function run(args: string[]): Promise<number> {
  const own = { base: 'string', repository: 'string', 'token-env': 'string' } as const;
  const options = readOptions(args, own, false, ['text', 'json']);
  const diagnoses = diagnose(await factsOf(options));
  if (!options.silent) {
    const text =
      options.format === 'json'
        ? JSON.stringify({ version: 1, diagnoses }, null, 2)
        : diagnoses.map(lineOf).join('\n');
    process.stdout.write(`${text}\n`);
  }
  return codeOf(diagnoses);
}
