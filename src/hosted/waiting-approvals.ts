/** Which changes wait for an approval, each with the digest of the content that would be approved. */
import type { Approvals, Decision } from '../model.ts';
import type { GithubWorld } from '../world/github.ts';

export interface Meant {
  change: string;
  /** 64 hexadecimal digits. */
  digest: string;
}

export async function waitingApprovals(world: GithubWorld, decision: Decision): Promise<Meant[]> {
  const waiting = decision.verdict.findings.filter(
    ({ rule, status, change }) =>
      ['approval', 'manifest-loosened'].includes(rule) && status === 'wait' && change !== null,
  );
  const changes = [
    ...new Set(waiting.map(({ rule, change }) => (rule === 'approval' ? (change ?? '') : 'manifest'))),
  ];
  const answers = await world.answer(changes.map((change) => ({ ask: 'approvals', change })));
  return answers.flatMap(({ question, answer }) =>
    answer.state === 'known' && question.ask === 'approvals'
      ? [{ change: question.change, digest: (answer.value as Approvals).digest }]
      : [],
  );
}
