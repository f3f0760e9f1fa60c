/**
 * What GitHub tells an App: its own example of the event with what is so here written over it, held against the published
 * schemas, signed, delivered once, and kept, so that it can be delivered again when somebody asks.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { AppRoutes, Delivery } from './app-routes.ts';
import type { App, Apps, Installation } from './apps.ts';
import type { Hosted } from './state.ts';

type Payload = Record<string, unknown>;

/** A delivery, and to whom it went. */
interface Sent {
  installation: Installation;
  delivery: Delivery;
}

const packed = readFileSync(join(import.meta.dirname, 'webhooks.json.br'));
const { definitions, templates } = JSON.parse(brotliDecompressSync(packed).toString()) as {
  definitions: Record<string, unknown>;
  templates: Record<string, Payload>;
};

const ajv = new Ajv({ strict: false, allErrors: true });
(addFormats as unknown as (to: Ajv) => void)(ajv);
ajv.addSchema({ definitions }, 'webhooks');
const validators = new Map<string, ValidateFunction>();

const isMap = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is said over what was there; lists are taken whole. */
function over(before: unknown, said: unknown): unknown {
  if (!isMap(before) || !isMap(said)) return said;
  return {
    ...before,
    ...Object.fromEntries(Object.entries(said).map(([key, value]) => [key, over(before[key], value)])),
  };
}

/** GitHub has published no example of this one: it is a deployment before it is one. */
function protectionRule(): Payload {
  const { deployment, repository, sender } = templates['deployment_status.created'] ?? {};
  return {
    ...{ action: 'requested', environment: 'production', event: 'push', pull_requests: [] },
    ...{ deployment, repository, sender, deployment_callback_url: 'https://api.github.test/callback' },
  };
}

const templateOf = (event: string, action: string | null): Payload => {
  const name = `${event}.${action ?? 'event'}`;
  const found = name === 'deployment_protection_rule.requested' ? protectionRule() : templates[name];
  if (!found) throw new Error(`GitHub has no example of ${name}`);
  return found;
};

/** Throws where GitHub would never say it so. */
function hold(event: string, action: string | null, payload: Payload): void {
  const name = `${event}$${action ?? 'event'}`;
  const validate =
    validators.get(name) ?? ajv.compile({ $ref: `webhooks#/definitions/${name.replaceAll('$', '%24')}` });
  validators.set(name, validate);
  if (validate(payload)) return;
  const wrong = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  );
  throw new Error(`${name} is not as GitHub describes it: ${wrong.slice(0, 5).join('; ')}`);
}

/** Of its own installation every App is told. Source: GitHub's documentation of the event `installation`. */
const hears = ({ events }: App, event: string): boolean =>
  /^installation(?:_repositories)?$/.test(event) || events.includes(event);

export class Webhooks {
  readonly #sent: Sent[] = [];
  readonly #routes: AppRoutes;
  /** Where each App is told. */
  readonly #hooks = new Map<App, string>();
  readonly #apps: Apps;
  readonly #now: () => string;

  /** What is sent is what the routes of an App list; they ask here for what is sent again. */
  constructor(apps: Apps, routes: AppRoutes, now: () => string) {
    this.#apps = apps;
    this.#routes = routes;
    this.#now = now;
    routes.redeliver = (delivery) => void this.redeliver(delivery.id);
  }

  hook(app: App, url: string): void {
    this.#hooks.set(app, url);
  }

  /**
   * Tells every App that is installed on the account and listens. `said`: what the event is about, over GitHub's example.
   * Resolves when each has answered, or hung up.
   */
  async emit(hosted: Hosted, event: string, action: string | null, said: Payload = {}): Promise<Sent[]> {
    const [owner = '', name = ''] = hosted.name.split('/');
    const repository = {
      name,
      full_name: hosted.name,
      default_branch: hosted.defaultBranch,
      owner: { login: owner },
    };
    const listening = this.#apps.installations.filter(
      ({ account, app, suspended }) => account === owner && !suspended && hears(app, event),
    );
    return await Promise.all(
      listening.map(async (installation) => {
        const template = templateOf(event, action);
        const about = {
          ...('repository' in template && { repository }),
          installation: { id: installation.id, ...('installation' in template ? {} : { node_id: 'I_1' }) },
        };
        const payload = over(over(template, about), said) as Payload;
        hold(event, action, payload);
        const body = JSON.stringify(payload);
        return await this.#deliver(installation, { guid: randomUUID(), event, action, body });
      }),
    );
  }

  /** The same again, under a number of its own and the old name. */
  async redeliver(id: number): Promise<Sent | null> {
    const known = this.#sent.find(({ delivery }) => delivery.id === id);
    return known ? await this.#deliver(known.installation, known.delivery) : null;
  }

  async #deliver(
    installation: Installation,
    { guid, event, action, body }: Pick<Delivery, 'guid' | 'event' | 'action' | 'body'>,
  ): Promise<Sent> {
    const { app } = installation;
    const signature = createHmac('sha256', app.webhookSecret).update(body).digest('hex');
    const headers = {
      ...{ 'content-type': 'application/json', 'user-agent': 'GitHub-Hookshot/0000000' },
      ...{ 'x-github-event': event, 'x-github-delivery': guid, 'x-hub-signature-256': `sha256=${signature}` },
    };
    const asked = fetch(this.#hooks.get(app) ?? '', { method: 'POST', body, headers });
    // 0: nobody took it.
    const status = await asked.then(
      (response) => response.status,
      () => 0,
    );
    const id = 900_000 + this.#sent.length;
    const sent = { installation, delivery: { id, guid, event, action, at: this.#now(), status, body } };
    this.#sent.push(sent);
    this.#routes.deliveries.push(sent.delivery);
    return sent;
  }
}
