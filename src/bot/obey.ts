/** What a command of a comment or a button does, and the words that answer it. */
import type { Github } from '../github/github.ts';
import type { Answer } from '../publish/check-run.ts';
import type { ConsumerClient } from '../read/github/consumers.ts';
import type { ApprovalKeeper } from '../world/github-records.ts';
import { approve } from './approve.ts';
import { type Command, HELP, HELP_LINES, parseCommand } from './commands.ts';
import type { Asked } from './hint.ts';
import { simulatePull } from './simulate.ts';

export interface Obeying {
  github: Github;
  repository: string;
  number: number;
  /** The App's id. */
  app: number;
  keeper: ApprovalKeeper;
  consumer: ConsumerClient;
  asked: Asked;
}

type Approving = Extract<Command, { name: 'approve' | 'override' }>;

async function approveBy(at: Obeying, command: Approving): Promise<string> {
  const { github, repository, number, app, keeper, asked } = at;
  const what =
    command.name === 'override'
      ? ({ kind: 'override', change: null, reason: command.reason } as const)
      : ({ kind: 'approve', change: command.change, reason: null } as const);
  return await approve({ github, repository, number, app, keeper, asked, ...what });
}

/** Does what was asked, and says what was done. Throws `UserError` or `GithubError` where it is refused. */
export async function obey(at: Obeying): Promise<Answer> {
  const { github, repository, number, keeper, consumer, asked } = at;
  const command = parseCommand(asked.words);
  const inWords = (text: string): Answer => ({ text, block: null });
  switch (command.name) {
    case 'help':
      return { text: HELP, block: HELP_LINES };
    case 'unknown':
      return {
        text: `@${asked.by} asked /lanekeeper ${asked.words}: ${command.why}. ${HELP}`,
        block: HELP_LINES,
      };
    case 'approve':
    case 'override':
      return inWords(await approveBy(at, command));
    case 'simulate': {
      const about = { github, repository, number, keeper, consumer };
      return inWords(await simulatePull({ ...about, by: asked.by, facts: command.facts }));
    }
    default:
      return inWords(`@${asked.by} asked for it: decided anew`);
  }
}
