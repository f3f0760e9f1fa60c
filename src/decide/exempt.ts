/** Exemptions and settings: what a repository has decided to let be, aloud. */
import { matchesAny } from '../code/index.ts';
import type { Exemption, Finding, Manifest, ManifestExemption, Statement } from '../model.ts';
import { PROTECTED, RULE_IDS } from '../rule-ids.ts';
import type { Proposal } from './rule.ts';

const isProtected = (rule: string): boolean => (PROTECTED as readonly string[]).includes(rule);
const isKnown = (rule: string): boolean => (RULE_IDS as readonly string[]).includes(rule);

/** A contract that reaches an environment is asked for its quiet and its approval again, under the deployment's rule. */
const protectsData = ({ rule, phase }: Finding): boolean =>
  isProtected(rule) || (rule === 'deploy-order' && phase === 'contract');

interface Allowance {
  exemption: Exemption;
  covers: (found: Finding) => boolean;
}

/** Why an exemption cannot count at all; empty: it can. */
function refusal(rule: string, reason: string): string {
  if (!isKnown(rule)) return `there is no rule ${rule}`;
  if (isProtected(rule))
    return `${rule} protects data and cannot be exempted; an override by an approver is the way, once`;
  return reason.trim() === '' ? 'a reason is required: -- lanekeeper: allow RULE because REASON' : '';
}

function fromComment(statement: Statement, rule: string, allow: Statement['allows'][number]): Allowance {
  const note = refusal(rule, allow.reason);
  return {
    exemption: {
      rule,
      path: statement.path,
      line: allow.line,
      reason: allow.reason,
      until: null,
      by: 'comment',
      state: note === '' ? 'unused' : 'refused',
      note,
    },
    covers: (found) =>
      found.path === statement.path &&
      found.line !== null &&
      found.line >= statement.line &&
      found.line <= statement.endLine,
  };
}

function fromManifest(entry: ManifestExemption, now: number): Allowance {
  const matches = matchesAny([entry.glob]);
  const note = refusal(entry.rule, entry.reason);
  const expired = entry.until !== null && entry.until < now;
  return {
    exemption: {
      rule: entry.rule,
      path: entry.glob,
      line: null,
      reason: entry.reason,
      until: entry.until,
      by: 'manifest',
      state: note !== '' ? 'refused' : expired ? 'expired' : 'unused',
      note,
    },
    covers: (found) => found.path !== null && matches(found.path),
  };
}

function allowancesOf(proposal: Proposal): Allowance[] {
  const comments = proposal.statements.flatMap(({ statement }) =>
    statement.allows.flatMap((allow) => allow.rules.map((rule) => fromComment(statement, rule, allow))),
  );
  const entries = (proposal.manifest?.exemptions ?? []).map((entry) => fromManifest(entry, proposal.now));
  return [...comments, ...entries];
}

function strays(proposal: Proposal): Exemption[] {
  return proposal.sets.flatMap((set) =>
    set.proposed.flatMap(({ path, read }) =>
      read.strayAllows.flatMap((allow) =>
        allow.rules.map(
          (rule): Exemption => ({
            rule,
            path,
            line: allow.line,
            reason: allow.reason,
            until: null,
            by: 'comment',
            state: 'unused',
            note: 'it stands at no statement',
          }),
        ),
      ),
    ),
  );
}

/** Findings with exemptions applied, and every exemption with what became of it. What could not be decided stays so. */
export function applyExemptions(
  proposal: Proposal,
  findings: readonly Finding[],
): { findings: Finding[]; exemptions: Exemption[] } {
  const allowances = allowancesOf(proposal);
  const kept = findings.map((found) => {
    if (found.status === 'ok' || found.status === 'error' || protectsData(found)) return found;
    const allowance = allowances.find(
      ({ exemption, covers }) =>
        exemption.rule === found.rule &&
        (exemption.state === 'unused' || exemption.state === 'used') &&
        covers(found),
    );
    if (!allowance) return found;
    allowance.exemption.state = 'used';
    return {
      ...found,
      status: 'ok' as const,
      message: `${found.message} Exempted: ${allowance.exemption.reason}`,
      why: '',
      next: '',
      until: null,
    };
  });
  return {
    findings: kept,
    exemptions: [...allowances.map(({ exemption }) => exemption), ...strays(proposal)],
  };
}

/** Rules set to off, warn or block in the manifest. Rules that protect data cannot be weakened. */
export function applySettings(manifest: Manifest | null, findings: readonly Finding[]): Finding[] {
  return findings.flatMap((found) => {
    const setting = manifest?.rules[found.rule];
    if (setting === undefined || found.status === 'ok') return [found];
    if (setting === 'block')
      return [found.status === 'warn' ? { ...found, status: 'block' as const } : found];
    if (protectsData(found)) return [found];
    return setting === 'off' ? [] : [{ ...found, status: 'warn' as const }];
  });
}
