/** A merge group: every member on top of those ahead of it, and one answer for the group's head. */
import type { Github } from '../github/github.ts';
import type { Decision, Sha, VerdictWord } from '../model.ts';
import { publish } from '../publish/publish.ts';
import { type GroupMember, listGroup } from '../read/github/open-pulls.ts';
import { decidePull, linksTo, type PullAsked } from './decide-pull.ts';
import { explain, pullSubject, undecided } from './undecided.ts';

export interface GroupAsked extends Omit<PullAsked, 'number' | 'at' | 'head' | 'baseRef' | 'comment'> {
  group: { head: Sha; base: Sha; baseRef: string };
}

const RANK: readonly VerdictWord[] = ['pass', 'wait', 'block', 'error'];

/** The worst member's verdict, with the findings of all. */
function joined(decisions: readonly [GroupMember, Decision][], head: Sha): Decision {
  const [first] = decisions;
  if (!first) throw new Error('a merge group has members');
  const words = decisions.map(([, { verdict }]) => verdict.word);
  const word = RANK[Math.max(...words.map((one) => RANK.indexOf(one)))] ?? 'error';
  const override = decisions.map(([, { verdict }]) => verdict.override).find((one) => one !== null) ?? null;
  const findings = decisions.flatMap(([{ number }, { verdict }]) =>
    verdict.findings.map((finding) => ({ ...finding, message: `#${number}: ${finding.message}` })),
  );
  const all = decisions.map(([, decision]) => decision);
  return {
    ...first[1],
    subject: { ...first[1].subject, ...(first[1].subject.kind === 'pull_request' && { head, number: null }) },
    verdict: {
      word,
      findings,
      exemptions: all.flatMap(({ verdict }) => verdict.exemptions),
      override: word === 'pass' ? override : null,
      wouldBe: null,
    },
    effects: all.flatMap(({ effects }) => effects),
    notes: [...new Set(all.flatMap(({ notes }) => notes))],
    evidence: {},
  };
}

async function decideMembers(
  asked: GroupAsked,
  github: Github,
): Promise<{ decision: Decision; isSilent: boolean }> {
  const members = await listGroup(github, asked.repository, asked.group);
  const decisions: [GroupMember, Decision][] = [];
  let isSilent = asked.bot !== undefined;
  for (const member of members) {
    const { base, head, number } = member;
    const at = { base, head };
    const ask = { ...asked, number, at, head, baseRef: asked.group.baseRef, comment: 'never' as const };
    const { decision, hasManifest } = await decidePull(ask);
    decisions.push([member, decision]);
    // Who has no manifest never asked for a bot that speaks.
    if (hasManifest !== false) isSilent = false;
  }
  return { decision: joined(decisions, asked.group.head), isSilent };
}

/** Decides it and says so on its head, where waiting is failing: a queue does not wait. */
export async function decideGroup(asked: GroupAsked) {
  const { github, repository, group, detailsUrl, serverUrl } = asked;
  const now = asked.now ?? Date.now();
  const { decision, isSilent } = await decideMembers(asked, github).catch((error: unknown) => ({
    decision: undecided(pullSubject(null, group.head), now, explain(error)),
    isSilent: false,
  }));
  if (isSilent) return { decision, published: null };
  const before = { status: null, comment: null, report: null };
  const target = { repository, number: null, head: group.head, baseRef: group.baseRef, before };
  const link = linksTo(serverUrl, repository, group.head);
  const published = await publish(github, target, decision, {
    comment: 'never',
    detailsUrl,
    waitFails: true,
    link,
  });
  return { decision, published };
}
