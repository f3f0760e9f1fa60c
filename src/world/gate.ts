/** What the doctor looks at, gathered from a repository (a clone or GitHub's own) and from GitHub's records. */
import type { Facts, Known } from '../doctor/facts.ts';
import { readOwners } from '../doctor/owners.ts';
import { APPROVAL_WORKFLOW } from '../github/approval-run.ts';
import type { Github } from '../github/github.ts';
import type { Manifest, Sha } from '../model.ts';
import { readBranch, readEnvironment } from '../read/github/gate-facts.ts';
import { type Repository, textAt } from '../read/repository.ts';
import { askCapabilities } from '../read/telemetry/capabilities.ts';

const OWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

export interface GateOf {
  repository: Repository;
  /** The tip of the base, its branch and the manifest on it. */
  base: Sha;
  branch: string;
  manifest: Manifest;
  /** `acme/shop`; null: none is known. */
  name: string | null;
  /** Who can be asked about it, or why nobody can. */
  github: Known<Github>;
  env: NodeJS.ProcessEnv;
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

async function recordsOf({
  name,
  branch,
  github,
}: GateOf): Promise<Pick<Facts, 'branch' | 'approvalEnvironment'>> {
  if (!github.known) return { branch: github, approvalEnvironment: github };
  const [told, environment] = await Promise.all([
    readBranch(github.value, name ?? '', branch),
    readEnvironment(github.value, name ?? '', 'contract-approval'),
  ]);
  return { branch: told, approvalEnvironment: environment };
}

/** What cannot be read says so in its place; throws only where the repository itself cannot be. */
export async function readGate(of: GateOf): Promise<Facts> {
  const { repository, base, branch, manifest, name, env } = of;
  const owners = await firstText(repository, base, OWNERS);
  const logs = manifest.telemetry.filter(({ type }) => type === 'query-log');
  return {
    ...{ repository: name, defaultBranch: branch, manifest, ...(await recordsOf(of)) },
    owned: owners === null ? null : readOwners(owners),
    approvalWorkflow: await firstText(repository, base, [APPROVAL_WORKFLOW]),
    telemetry: await Promise.all(
      logs.map(async (source) => ({ name: source.name, answer: await askCapabilities(source, env) })),
    ),
  };
}
