/** A storm of webhooks over pull requests that change meanwhile, and bots that are killed in it. */
import { createHmac, randomUUID } from 'node:crypto';
import { gateOf, Organisation, pullEvent, SECRET, statusEvent, storyIn } from '../bot/organisation.ts';
import type { GithubDouble } from '../github/double.ts';
import type { HostedStory } from '../github/over-github.ts';
import type { Pull } from '../github/state.ts';
import type { Random } from '../properties/random.ts';
import type { BotProcess } from './bot-process.ts';

const MANIFEST = `version: 1
databases:
  app: { engine: postgresql, version: 16, migrations: db/migrations }
environments: [{ name: production }]
`;

/** Heads that a branch may be pushed to, with the state that each must come to. */
interface Head {
  commit: string;
  state: 'success' | 'failure';
}

export interface Told {
  events: number;
  acknowledged: number;
  refused: number;
  lost: number;
  kills: number;
  /** Kills of a process that answered. */
  working: number;
}

export const summaryOf = (
  { events, acknowledged, refused, lost, kills, working }: Told,
  wrong: readonly string[],
): string =>
  `${events} webhooks (${acknowledged} acknowledged, ${refused} refused, ${lost} lost), ${kills} kills (${working} of one that answered), ${wrong.length} wrong statuses`;

export class Storm {
  readonly organisation: Organisation;
  readonly story: HostedStory;
  readonly #random: Random;
  readonly #heads = new Map<string, Head[]>();
  readonly #old: object[] = [];
  readonly told: Told = { events: 0, acknowledged: 0, refused: 0, lost: 0, kills: 0, working: 0 };

  constructor(double: GithubDouble, random: Random, pulls: number) {
    this.organisation = new Organisation(double);
    this.story = storyIn(this.organisation);
    this.#random = random;
    this.story.commit('start', {
      'lanekeeper.yml': MANIFEST,
      'db/migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, name text);\n',
    });
    for (let index = 0; index < pulls; index += 1) this.#open(`branch-${index}`);
    double.appRoutes.redeliver = ({ event, body, guid }) => void this.#send(event, body, guid, true);
  }

  /** A branch with two ends: words that harm nothing, and a column that goes. */
  #open(name: string): void {
    const { story } = this;
    story.propose(name, { [`docs/${name}.md`]: 'a shop\n' });
    const good = story.hosted.commit(name);
    story.git('checkout', '-q', name);
    story.commit('bad', {
      'db/migrations/0002_drop.sql': `ALTER TABLE users DROP COLUMN name; -- ${name}\n`,
    });
    const bad = story.hosted.commit(name);
    story.git('checkout', '-q', 'main');
    this.#heads.set(name, [
      { commit: good, state: 'success' },
      { commit: bad, state: 'failure' },
    ]);
    story.pullOf(name);
  }

  /** Where the next webhook goes: a bot that may be away. */
  target: () => BotProcess | null = () => null;

  /** One more event: a push, a repeated or an old one, a foreign status, a forged one. */
  async event(): Promise<void> {
    const { story } = this;
    const pull = this.#random.pick(story.hosted.pulls as [Pull, ...Pull[]]);
    const dice = this.#random.next();
    if (dice < 0.35) {
      this.#push(pull);
      return await this.#tell('pull_request', pullEvent(story, 'synchronize', pull));
    }
    if (dice < 0.55 && this.#old.length > 0) {
      const [first, ...others] = this.#old;
      return await this.#tell('pull_request', this.#random.pick([first ?? {}, ...others]));
    }
    if (dice < 0.65) {
      const payload = JSON.stringify(pullEvent(story, 'opened', pull));
      return await this.#send('pull_request', payload, randomUUID(), false, `sha256=${'0'.repeat(64)}`);
    }
    if (dice < 0.75) {
      this.#forge(pull);
      return await this.#tell('status', statusEvent(story, pull.head, 'success', 'mallory'));
    }
    if (dice < 0.85) return await this.#tell('push', { ref: 'refs/heads/main', ...this.#repository() });
    return await this.#tell('pull_request', pullEvent(story, 'edited', pull));
  }

  #repository(): object {
    const [pull] = this.story.hosted.pulls;
    if (!pull) throw new Error('there is no pull request');
    const { repository, sender } = pullEvent(this.story, 'edited', pull);
    return { repository, sender };
  }

  /** The branch is set to another of its ends, by force or not. */
  #push(pull: Pull): void {
    const heads = this.#heads.get(pull.headRef) ?? [];
    const next = this.#random.pick(heads as [Head, ...Head[]]);
    this.story.git('branch', '-f', pull.headRef, next.commit);
    pull.head = next.commit;
  }

  #forge(pull: Pull): void {
    this.story.hosted.statuses.push({
      ...{ id: this.story.hosted.nextId(), sha: pull.head, context: 'lanekeeper: main', state: 'success' },
      ...{ description: 'fine', targetUrl: null, createdAt: this.story.hosted.now() },
      creator: { login: 'mallory', type: 'User' },
    });
  }

  async #tell(name: string, payload: object): Promise<void> {
    this.#old.push(payload);
    if (this.#old.length > 50) this.#old.shift();
    const id = randomUUID();
    const body = JSON.stringify({ ...payload, installation: { id: this.organisation.installation.id } });
    await this.#send(name, body, id, false);
    if (this.#random.chance(0.2)) await this.#send(name, body, id, false);
  }

  async #send(name: string, body: string, id: string, again: boolean, forged?: string): Promise<void> {
    const signature = forged ?? `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
    const port = this.target()?.port;
    const headers = {
      'content-type': 'application/json',
      'x-github-event': name,
      'x-github-delivery': id,
      'x-hub-signature-256': signature,
    };
    const status = await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, {
      method: 'POST',
      headers,
      body,
    }).then(
      (response) => response.status,
      () => 0,
    );
    const { deliveries } = this.organisation.double.appRoutes;
    if (!forged)
      deliveries.push({
        id: deliveries.length + 1,
        guid: id,
        event: name,
        action: null,
        at: this.story.hosted.now(),
        status,
        body,
      });
    if (again) return;
    this.told.events += 1;
    if (status === 0) this.told.lost += 1;
    else if (status < 300) this.told.acknowledged += 1;
    else this.told.refused += 1;
  }

  /** Pull requests whose status is not what their head's content asks for. */
  wrong(): string[] {
    return this.story.hosted.pulls.flatMap(({ number, head, headRef }) => {
      const must = this.#heads.get(headRef)?.find(({ commit }) => commit === head)?.state;
      const is = gateOf(this.story, head);
      const isOurs = is?.by === 'lanekeeper[bot]';
      return is?.state === must && isOurs
        ? []
        : [`#${number}: ${is?.state ?? 'none'} by ${is?.by}, must be ${must}`];
    });
  }
}
