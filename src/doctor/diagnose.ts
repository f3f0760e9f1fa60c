/** Facts -> what is real about the gate, and what is only meant. Pure. */
import { APPROVAL_WORKFLOW } from '../github/approval-run.ts';
import type { Duration, Manifest } from '../model.ts';
import { formatDuration } from '../time.ts';
import type { Diagnosis, Facts, Known } from './facts.ts';
import { ownersOf } from './owners.ts';

/** GitHub Actions itself: every workflow of a repository speaks as it. */
const ACTIONS_APP = 15_368;

const told = (check: string, status: Diagnosis['status'], message: string, next = ''): Diagnosis => ({
  ...{ check, status, message, next },
});

const unknown = (check: string, { why, next }: Extract<Known<unknown>, { known: false }>): Diagnosis =>
  told(check, 'unknown', `not known: ${why}.`, next);

function statusRequired({ branch, defaultBranch }: Facts): Diagnosis[] {
  const check = 'status-required';
  if (!branch.known) return [unknown(check, branch)];
  const context = `lanekeeper: ${defaultBranch}`;
  const required = branch.value.required.filter((one) => one.context === context);
  if (required.length === 0) {
    const next = `Require the status ${JSON.stringify(context)} in a ruleset of ${defaultBranch}.`;
    return [
      told(
        check,
        'error',
        `nothing requires ${JSON.stringify(context)}: a pull request can be merged whatever it says.`,
        next,
      ),
    ];
  }
  const [app] = required.map((one) => one.app).filter((one) => one !== null);
  const first = told(check, 'ok', `${JSON.stringify(context)} is required on ${defaultBranch}.`);
  if (app === undefined || app === ACTIONS_APP) {
    const who =
      app === undefined ? 'any App or person with write access' : 'every workflow of the repository';
    const next =
      'Set the status by an App of your own (or the bot) and name that App as its expected source.';
    return [
      first,
      told('status-bound', 'warn', `${who} may set it: it stops accidents, and nobody who means to.`, next),
    ];
  }
  return [first, told('status-bound', 'ok', `only App ${app} may set it.`)];
}

function filesOwned({ owned, manifest, branch }: Facts): Diagnosis[] {
  const check = 'files-owned';
  const paths = [...manifest.files, APPROVAL_WORKFLOW, '.github/workflows/lanekeeper.yml'];
  if (owned === null) {
    const next = 'Add .github/CODEOWNERS with owners for /.github/ and the manifest.';
    return [told(check, 'warn', 'there is no CODEOWNERS: whoever can merge can change what is asked.', next)];
  }
  const without = paths.filter((path) => ownersOf(path, owned).length === 0);
  if (without.length > 0) {
    const next = 'Name their owners in CODEOWNERS: they decide what is asked.';
    return [told(check, 'warn', `nobody owns ${without.join(', ')}.`, next)];
  }
  const first = told(check, 'ok', `${paths.join(', ')} have owners.`);
  if (!branch.known) return [first, unknown('owners-review', branch)];
  if (branch.value.ownersReview)
    return [first, told('owners-review', 'ok', 'changes to them need a review of an owner.')];
  return [
    first,
    told(
      'owners-review',
      'warn',
      'nothing asks for a review of the owners.',
      'Require review from code owners in the ruleset.',
    ),
  ];
}

function approval({ manifest, approvalWorkflow, approvalEnvironment }: Facts): Diagnosis[] {
  const approvers = manifest.approval.approvers ?? [];
  const named =
    approvers.length > 0
      ? told('approvers', 'ok', `${approvers.join(', ')} may approve.`)
      : told(
          'approvers',
          'error',
          'the manifest names no approvers: no contract can be approved.',
          'Name them under approval.approvers.',
        );
  const workflow =
    approvalWorkflow === null
      ? told(
          'approval-workflow',
          'warn',
          `${APPROVAL_WORKFLOW} is not on the base: without the bot, nobody can approve.`,
          'Copy it from the documentation of the Action.',
        )
      : told('approval-workflow', 'ok', `${APPROVAL_WORKFLOW} is there.`);
  const self = manifest.approval.selfApproval
    ? [
        told(
          'self-approval',
          'warn',
          'authors may approve their own pull requests.',
          'Take approval.self_approval out of the manifest.',
        ),
      ]
    : [];
  return [named, workflow, ...self, ...environmentOf(approvalEnvironment)];
}

function environmentOf(environment: Facts['approvalEnvironment']): Diagnosis[] {
  const check = 'approval-environment';
  if (!environment.known) return [unknown(check, environment)];
  const facts = environment.value;
  if (facts === null) {
    const next = 'Make it, with required reviewers, no self-review and the default branch alone.';
    return [
      told(check, 'warn', 'there is no environment contract-approval: the approver is who dispatches.', next),
    ];
  }
  const lacking = [
    facts.reviewers > 0 ? '' : 'no required reviewers',
    facts.preventsSelfReview ? '' : 'who dispatches may review himself',
    facts.isBranchBound ? '' : 'any branch may use it',
    facts.adminsBypass ? 'administrators may bypass it' : '',
  ].filter((text) => text !== '');
  if (lacking.length === 0)
    return [told(check, 'ok', 'contract-approval has reviewers, no self-review, one branch and no bypass.')];
  return [
    told(
      check,
      'warn',
      `contract-approval: ${lacking.join(', ')}.`,
      'Settings, Environments, contract-approval.',
    ),
  ];
}

function deployments({ environments }: Manifest): Diagnosis[] {
  if (environments.length === 0) {
    const next = 'Name them in rollout order: environments: [{ name: staging }, { name: production }].';
    return [
      told('environments', 'error', 'the manifest names no environment: nothing can be proved live.', next),
    ];
  }
  return environments.map(({ name, creators, workflows, ref }) => {
    const check = 'deployments-trusted';
    if (ref !== null)
      return told(
        check,
        'warn',
        `${name} is read from ${ref}: what is live is known, since when is not.`,
        'Record deployments, so that a soak can be proved.',
      );
    if (creators !== null || workflows !== null)
      return told(
        check,
        'ok',
        `${name}: only records of ${[...(creators ?? []), ...(workflows ?? [])].join(', ')} count.`,
      );
    const next = `Name who deploys: deployments: { creators: [...], workflows: [...] } under ${name}.`;
    return told(
      check,
      'warn',
      `${name}: anybody with write access can record a deployment, and it counts.`,
      next,
    );
  });
}

/** The longest window that any change, or a table's cycle, asks for. */
function longestAsked({ changes, databases }: Manifest): Duration {
  const cycles = databases.flatMap(({ tables }) =>
    Object.values(tables).map(({ longestCycle }) => longestCycle ?? 0),
  );
  return Math.max(
    0,
    ...cycles,
    ...changes.filter(({ removes }) => removes.length > 0).map(({ contract }) => contract.quiet.window),
  );
}

function telemetry({ manifest, telemetry: sources }: Facts): Diagnosis[] {
  const check = 'telemetry';
  const blind = manifest.databases.filter((database) => Object.keys(database.telemetry).length === 0);
  const missing = blind.map(({ name }) =>
    told(
      check,
      'warn',
      `${name} has no telemetry: a contract on it cannot be proved quiet.`,
      'lanekeeper query-log serve, then telemetry: in the manifest.',
    ),
  );
  const asked = longestAsked(manifest);
  return [
    ...missing,
    ...sources.map(({ name, answer }) => {
      if (!answer.known) return told(check, 'error', `${name} does not answer: ${answer.why}.`, answer.next);
      const { sources: ids, longestWindow } = answer.value;
      if (longestWindow !== null && longestWindow < asked) {
        const message = `${name} keeps ${formatDuration(longestWindow)}, and ${formatDuration(asked)} are asked.`;
        return told(
          check,
          'error',
          message,
          'Let it keep more: a shorter window proves nothing of what is asked.',
        );
      }
      if (ids.length === 0)
        return told(check, 'error', `${name} has no source.`, 'Name its sources in its configuration.');
      return told(check, 'ok', `${name} answers, with ${ids.join(', ')}.`);
    }),
  ];
}

/** Worst things are not put first: they stand in the order in which one sets them up. */
export function diagnose(facts: Facts): Diagnosis[] {
  return [
    ...statusRequired(facts),
    ...filesOwned(facts),
    ...approval(facts),
    ...deployments(facts.manifest),
    ...telemetry(facts),
    ...(facts.manifest.mode === 'observe'
      ? [told('mode', 'warn', 'mode: observe lets everything through.', 'Take it out when you are ready.')]
      : []),
  ];
}
