/** Deployments that wait for a protection rule, and reactions to comments: what only an App asks for. */
import { runBody, simpleUser } from './bodies.ts';
import { type Asked, refused, type Told } from './rest.ts';
import type { Hosted, WaitingGate } from './state.ts';

const notFound = refused(404, 'Not Found');
const isWaiting = ({ answers }: WaitingGate): boolean => answers.every(({ state }) => state === null);

function waitingRuns(hosted: Hosted, { query }: Asked): Told {
  const waiting = query.get('status') === 'waiting' ? hosted.gates.filter(isWaiting) : [];
  const runs = [...new Map(waiting.map((gate) => [gate.run, gate])).values()].map(({ run, commit }) => ({
    ...runBody(hosted, {
      id: run,
      path: '.github/workflows/deploy.yml',
      event: 'push',
      headBranch: hosted.defaultBranch,
      headSha: commit,
      actor: { login: 'hubot', type: 'User' },
      triggeringActor: { login: 'hubot', type: 'User' },
      attempt: 1,
      conclusion: null,
      title: 'deploy',
      createdAt: hosted.now(),
      reviews: [],
    }),
    status: 'waiting',
  }));
  return { status: 200, body: { total_count: runs.length, workflow_runs: runs } };
}

function pendingDeployments(hosted: Hosted, { parameters }: Asked): Told {
  const waiting = hosted.gates.filter((gate) => gate.run === Number(parameters.run_id) && isWaiting(gate));
  return {
    status: 200,
    body: waiting.map(({ environment }) => ({
      environment: {
        id: 1,
        node_id: 'EN_1',
        name: environment,
        url: 'https://a.test',
        html_url: 'https://a.test',
      },
      wait_timer: 0,
      wait_timer_started_at: null,
      current_user_can_approve: false,
      reviewers: [],
    })),
  };
}

function answerGate(hosted: Hosted, { parameters, body }: Asked): Told {
  const gate = hosted.gates.find(
    ({ run, environment }) => run === Number(parameters.run_id) && environment === body.environment_name,
  );
  if (!gate) return notFound;
  const comment = String(body.comment ?? '');
  if (!isWaiting(gate) || comment.length > 1024) return refused(422, 'Validation Failed');
  if (gate.answers.length >= 10 && body.state === undefined) return refused(422, 'Too many status reports');
  gate.answers.push({ state: (body.state as string | undefined) ?? null, comment });
  return { status: 204 };
}

function react(hosted: Hosted, { parameters, body, by }: Asked): Told {
  const comment = Number(parameters.comment_id);
  if (!hosted.comments.some(({ id }) => id === comment)) return notFound;
  const content = String(body.content);
  hosted.reactions.push({ comment, content, by });
  const id = hosted.nextId();
  return {
    status: 201,
    body: { id, node_id: `RE_${id}`, user: simpleUser(by), content, created_at: hosted.now() },
  };
}

export const gateRoutes: Record<string, (hosted: Hosted, asked: Asked) => Told> = {
  'GET /repos/{owner}/{repo}/actions/runs': waitingRuns,
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments': pendingDeployments,
  'POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule': answerGate,
  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': react,
};
