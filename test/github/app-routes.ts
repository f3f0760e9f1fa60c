/** The routes that an App itself asks, by a JSON Web Token, and those that one of its tokens asks of its installation. */
import { fullRepository } from './app-bodies.ts';
import {
  type App,
  type Apps,
  covers,
  type Granted,
  type Installation,
  installationBody,
  integrationBody,
  type Permissions,
  Refused,
} from './apps.ts';
import { pageOf, refused, type Told } from './rest.ts';
import type { Hosted } from './state.ts';

/** What a route of an App is about. */
export interface AppCall {
  route: string;
  parameters: Record<string, string>;
  body: unknown;
  /** As the header has it, its scheme left out. */
  authorization: string;
}

const notFound = refused(404, 'Not Found');

/** Whether a route takes a JSON Web Token. */
export const isAppRoute = (route: string): boolean =>
  /^[A-Z]+ \/app(?:\/|$)/.test(route) || /^GET .*\/installation$/.test(route);

export interface Delivery {
  id: number;
  guid: string;
  event: string;
  action: string | null;
  at: string;
  /** What the App answered. */
  status: number;
  /** The body as it was sent. */
  body: string;
}

const deliveryBody = ({ id, guid, event, action, at, status }: Delivery) => ({
  ...{ id, guid, event, action },
  delivered_at: at,
  redelivery: false,
  duration: 0.1,
  status: status === 0 ? 'failed to connect' : status < 300 ? 'OK' : 'Invalid HTTP Response',
  status_code: status,
  installation_id: null,
  repository_id: null,
  throttled_at: null,
});

type Handler = (app: App, call: AppCall) => Told;

export class AppRoutes {
  readonly #apps: Apps;
  readonly #repositories: ReadonlyMap<string, Hosted>;
  /** What was sent to the App's webhook. */
  readonly deliveries: Delivery[] = [];
  redeliver: (delivery: Delivery) => void = () => {};
  /** Further routes may be added by whoever extends the double. */
  readonly handlers: Record<string, Handler>;

  constructor(apps: Apps, repositories: ReadonlyMap<string, Hosted>) {
    this.#apps = apps;
    this.#repositories = repositories;
    this.handlers = {
      'GET /app': (app) => ({ status: 200, body: integrationBody(app) }),
      'GET /app/installations': (app) => ({
        status: 200,
        body: this.#apps.installations.filter((one) => one.app === app).map(installationBody),
      }),
      'GET /repos/{owner}/{repo}/installation': (app, { parameters }) => {
        const name = `${parameters.owner}/${parameters.repo}`;
        const found = this.#apps.installations.find(
          (one) =>
            one.app === app &&
            one.account.toLowerCase() === parameters.owner?.toLowerCase() &&
            covers(one.repositories, name),
        );
        return found && this.#repositories.has(name.toLowerCase())
          ? { status: 200, body: installationBody(found) }
          : notFound;
      },
      'POST /app/installations/{installation_id}/access_tokens': (app, call) => this.#buy(app, call),
      'GET /app/hook/deliveries': () => ({
        status: 200,
        body: [...this.deliveries].reverse().slice(0, 100).map(deliveryBody),
      }),
      'POST /app/hook/deliveries/{delivery_id}/attempts': (_app, { parameters }) => {
        const found = this.deliveries.find(({ id }) => id === Number(parameters.delivery_id));
        if (!found) return notFound;
        this.redeliver(found);
        return { status: 202, body: {} };
      },
    };
  }

  answer(call: AppCall): Told | null {
    const handler = this.handlers[call.route];
    if (!handler) return null;
    try {
      return handler(this.#apps.appOf(call.authorization), call);
    } catch (error) {
      if (error instanceof Refused) return refused(401, error.message);
      throw error;
    }
  }

  /** `GET /installation/repositories`, by a token of that installation. */
  repositoriesOf({ installation, repositories }: Granted, query: URLSearchParams): Told {
    const found = [...this.#repositories.values()].filter(
      ({ name }) =>
        name.toLowerCase().startsWith(`${installation.account.toLowerCase()}/`) && covers(repositories, name),
    );
    return {
      status: 200,
      body: {
        total_count: found.length,
        repository_selection: repositories === null ? 'all' : 'selected',
        repositories: pageOf(found, query).map(fullRepository),
      },
    };
  }

  #buy(app: App, { parameters, body }: AppCall): Told {
    const id = Number(parameters.installation_id);
    const found = this.#apps.installations.find((one) => one.app === app && one.id === id);
    if (!found) return notFound;
    if (found.suspended) return refused(403, 'This installation has been suspended');
    const bought = this.#apps.buy(found, (body ?? {}) as Parameters<Apps['buy']>[1]);
    if ('beyond' in bought) return refused(422, beyondText(bought.beyond));
    const { token, granted } = bought;
    return { status: 201, body: tokenBody(token, granted, found) };
  }
}

const beyondText = (what: string): string =>
  what === 'repository'
    ? 'There is at least one repository that does not exist or is not accessible to the parent installation.'
    : 'The permissions requested are not granted to this installation.';

function tokenBody(token: string, { expiresAt, permissions, repositories }: Granted, of: Installation) {
  const told: Permissions = { metadata: 'read', ...permissions };
  return {
    token,
    expires_at: new Date(expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'),
    permissions: told,
    repository_selection: repositories === null && of.repositories === null ? 'all' : 'selected',
  };
}
