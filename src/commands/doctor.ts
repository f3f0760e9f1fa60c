/** `lanekeeper doctor`: is the gate real, or only meant? */

import { diagnose } from '../doctor/diagnose.ts';
import type { Diagnosis, Facts, Known } from '../doctor/facts.ts';
import { type Github, ownerAndName } from '../github/github.ts';
import type { Manifest, Sha } from '../model.ts';
import { openRepository } from '../read/git.ts';
import { type Repository, requireCommit } from '../read/repository.ts';
import { cleanLine } from '../report/clean.ts';
import { UserError } from '../user-error.ts';
import { readGate } from '../world/gate.ts';
import { manifestAt } from '../world/manifests.ts';
import { type Options, readOptions, textOf } from './options.ts';
import { refuseManifest } from './refuse-manifest.ts';

async function manifestOf(repository: Repository, base: Sha, path: string | null): Promise<Manifest> {
  const reading = await manifestAt(repository, base, path);
  if (reading.state === 'valid') return reading.manifest;
  if (reading.state === 'invalid') throw refuseManifest(reading.mistakes);
  throw new UserError('there is no manifest on the base.', 'lanekeeper init writes a first one.');
}

const unasked = (why: string, next: string): Known<never> => ({ known: false, why, next });

const NO_NAME = unasked('nobody said which repository on GitHub it is', 'Add --repository owner/name.');

async function clientOf(name: string | null, tokenEnv: string): Promise<Known<Github>> {
  if (name === null) return NO_NAME;
  const token = process.env[tokenEnv]?.trim() ?? '';
  if (token === '') {
    return unasked(
      `${tokenEnv} is not set`,
      `Set ${tokenEnv} to a token that may read ${name}, or name another variable with --token-env.`,
    );
  }
  const { openGithub } = await import('../github/open.ts');
  return { known: true, value: await openGithub(token, process.env) };
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
    const name = nameOf(options);
    const branch = ref.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, '');
    const github = await clientOf(name, textOf(options, 'token-env') ?? 'GITHUB_TOKEN');
    return await readGate({ repository, base, branch, manifest, name, github, env: process.env });
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
