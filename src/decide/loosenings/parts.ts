import type { Consumer, FlagSource, Manifest, ManifestExemption } from '../../model.ts';
import { type Tell, tellChanged, tellFewer, tellGained, tellLonger, tellLost, tellShorter } from './order.ts';

/** Fewer files that count as code are fewer places where the old shape could be found. */
export function compareCode(from: Manifest['code'], to: Manifest['code'], tell: Tell): void {
  if (from.include.length === 0) {
    if (to.include.length > 0)
      tell('code.include', `code.include goes from every file to ${to.include.join(', ')}`);
  } else if (to.include.length > 0) tellLost(tell, 'code.include', 'code.include', from.include, to.include);
  const negated = (glob: string): boolean => glob.startsWith('!');
  const plain = (glob: string): boolean => !negated(glob);
  tellGained(tell, 'code.exclude', 'code.exclude', from.exclude.filter(plain), to.exclude.filter(plain));
  tellLost(tell, 'code.exclude', 'code.exclude', from.exclude.filter(negated), to.exclude.filter(negated));
}

export function compareConsumers(from: readonly Consumer[], to: readonly Consumer[], tell: Tell): void {
  for (const before of from) {
    const index = to.findIndex(({ repository }) => sameLogin(repository, before.repository));
    const after = to[index];
    if (!after)
      tell('consumers', `the consumer ${before.repository} is taken out: its code would not be searched`);
    else
      tellChanged(
        tell,
        `consumers[${index}].environments`,
        `environments of the consumer ${before.repository}`,
        before.environments,
        after.environments,
      );
  }
}

const sameLogin = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

export function compareFlags(from: FlagSource | null, to: FlagSource | null, tell: Tell): void {
  if (from !== null) tellChanged(tell, 'flags', 'flags', from, to);
}

export function compareApproval(from: Manifest['approval'], to: Manifest['approval'], tell: Tell): void {
  const lower = (logins: readonly string[]): string[] => logins.map((login) => login.toLowerCase());
  if (from.approvers !== null) {
    tellGained(
      tell,
      'approval.approvers',
      'approval.approvers',
      lower(from.approvers),
      lower(to.approvers ?? []),
    );
  }
  tellLonger(tell, 'approval.expires', 'approval.expires', from.expires, to.expires);
  if (to.selfApproval && !from.selfApproval) {
    tell(
      'approval.self_approval',
      'approval.self_approval goes from false to true: authors could approve their own',
    );
  }
}

/** Left out, a rule judges as it is made: that is less than `block`, and more than `warn`. */
const SEVERITY = { off: 0, warn: 1, default: 2, block: 3 } as const;

export function compareRules(from: Manifest['rules'], to: Manifest['rules'], tell: Tell): void {
  for (const id of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const before = from[id] ?? 'default';
    const after = to[id] ?? 'default';
    if (SEVERITY[after] < SEVERITY[before])
      tell(`rules.${id}`, `rules.${id} goes from ${before} to ${after}`);
  }
}

export function compareExemptions(
  from: readonly ManifestExemption[],
  to: readonly ManifestExemption[],
  tell: Tell,
): void {
  const covers = (old: ManifestExemption, fresh: ManifestExemption): boolean =>
    old.rule === fresh.rule &&
    old.glob === fresh.glob &&
    (old.until === null || (fresh.until !== null && fresh.until <= old.until));
  for (const [index, exemption] of to.entries()) {
    if (from.some((old) => covers(old, exemption))) continue;
    const until =
      exemption.until === null ? 'for ever' : `until ${new Date(exemption.until).toISOString().slice(0, 10)}`;
    tell(`exemptions[${index}]`, `a new exemption from ${exemption.rule} for ${exemption.glob}, ${until}`);
  }
}

export function compareRollback(
  from: Manifest['rollbackKeep'],
  to: Manifest['rollbackKeep'],
  tell: Tell,
): void {
  if (from === null) return;
  const key = 'rollback.keep';
  if (to === null) tell(key, `${key} is taken away`);
  else if ('duration' in from && 'duration' in to) tellShorter(tell, key, key, from.duration, to.duration);
  else if ('deployments' in from && 'deployments' in to)
    tellFewer(tell, key, key, from.deployments, to.deployments);
  else tellChanged(tell, key, key, from, to);
}
