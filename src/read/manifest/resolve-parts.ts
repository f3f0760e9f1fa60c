/** The parts of a manifest besides databases and changes. */
import type {
  Consumer,
  Environment,
  FlagSource,
  Manifest,
  ManifestExemption,
  TelemetrySource,
} from '../../model.ts';
import { parseDuration } from '../../time.ts';
import type { WrittenFlags, WrittenManifest, WrittenSource } from './shape.ts';
import { addMistake, isWhole, type KeyPath, keyPlaceOf, type Remarks, type Sheet } from './sheet.ts';
import { quote, suggest } from './words.ts';

const DAY = 86_400_000;

export function resolveEnvironments(written: WrittenManifest, sheet: Sheet, remarks: Remarks): Environment[] {
  const seen = new Set<string>();
  return (written.environments ?? []).map(({ name, deployments = {} }, index) => {
    const at = ['environments', index, 'name'];
    if (name === '*') addMistake(remarks, sheet, at, "an environment cannot be named '*'");
    if (seen.has(name))
      addMistake(remarks, sheet, at, `the environment ${quote(name)} is here twice; keep one`);
    seen.add(name);
    if ('ref' in deployments) {
      return { name, deployments: [name], workflows: null, creators: null, ref: deployments.ref };
    }
    return {
      name,
      deployments: deployments.names ?? [name],
      workflows: deployments.workflows ?? null,
      creators: deployments.creators ?? null,
      ref: null,
    };
  });
}

export function resolveConsumers(
  written: WrittenManifest,
  environments: Environment[],
  sheet: Sheet,
  remarks: Remarks,
): Consumer[] {
  const names = environments.map(({ name }) => name);
  const seen = new Set<string>();
  return (written.consumers ?? []).map(({ repository, environments: renamed = {} }, index) => {
    const at = ['consumers', index];
    if (seen.has(repository.toLowerCase())) {
      addMistake(
        remarks,
        sheet,
        [...at, 'repository'],
        `the consumer ${quote(repository)} is here twice; keep one`,
      );
    }
    seen.add(repository.toLowerCase());
    for (const name of Object.keys(renamed)) {
      if (names.includes(name) || !isWhole(sheet, ['environments'])) continue;
      addMistake(
        remarks,
        sheet,
        [...at, 'environments', name],
        `consumers[${index}].environments names ${quote(name)}, which is not under 'environments'${suggest(name, names)}`,
      );
    }
    return { repository, environments: renamed };
  });
}

/** The address of an HTTP source, or the path of a file, which people may write under either key. */
function addressOf(
  written: WrittenSource | WrittenFlags,
  at: KeyPath,
  title: string,
  sheet: Sheet,
  remarks: Remarks,
): { url: string; tokenEnv: string | null } {
  if (written.type !== 'file') return { url: written.url, tokenEnv: written.token_env ?? null };
  const { path, url } = written;
  if (path === undefined && url === undefined && isWhole(sheet, at)) {
    addMistake(
      remarks,
      sheet,
      at,
      `${title} has no 'path'; expected the path of a JSON file, relative to this manifest`,
    );
  }
  if (path !== undefined && url !== undefined) {
    addMistake(remarks, sheet, [...at, 'url'], `${title} has both 'path' and 'url'; keep 'path'`);
  }
  return { url: path ?? url ?? '', tokenEnv: null };
}

export function resolveTelemetry(
  written: WrittenManifest,
  sheet: Sheet,
  remarks: Remarks,
): TelemetrySource[] {
  return Object.entries(written.telemetry ?? {}).map(([name, source]) => ({
    name,
    type: source.type,
    ...addressOf(source, ['telemetry', name], `telemetry.${name}`, sheet, remarks),
    sources: source.sources ?? null,
    maxAge: source.max_age,
    maxGap: source.max_gap,
  }));
}

export function resolveFlags(written: WrittenManifest, sheet: Sheet, remarks: Remarks): FlagSource | null {
  if (!written.flags) return null;
  return { type: written.flags.type, ...addressOf(written.flags, ['flags'], 'flags', sheet, remarks) };
}

export function resolveApproval({ approval }: WrittenManifest): Manifest['approval'] {
  return {
    approvers: approval?.approvers ?? null,
    expires: approval?.expires ?? 3 * DAY,
    selfApproval: approval?.self_approval ?? false,
  };
}

export function resolveExemptions(written: WrittenManifest, sheet: Sheet): ManifestExemption[] {
  return (written.exemptions ?? []).map(({ rule, path: glob, reason, until }, index) => ({
    ...keyPlaceOf(sheet, ['exemptions', index]),
    rule,
    glob,
    reason: reason.trim(),
    until: until ?? null,
  }));
}

export function resolveRollback(
  written: WrittenManifest,
  sheet: Sheet,
  remarks: Remarks,
): Manifest['rollbackKeep'] {
  const keep = written.rollback?.keep;
  if (keep === undefined) return null;
  const count = /^(\d+) deployments?$/.exec(keep);
  if (count) return { deployments: Number(count[1]) };
  const duration = parseDuration(keep);
  if (duration !== null && duration > 0 && duration <= 36_525 * DAY) return { duration };
  addMistake(
    remarks,
    sheet,
    ['rollback', 'keep'],
    `rollback.keep is ${quote(keep)}; expected a duration above zero such as 7d, or 5 deployments`,
  );
  return null;
}
