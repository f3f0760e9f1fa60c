/**
 * GitHub Apps on the double: a JSON Web Token signed with the App's key speaks as the App, and buys tokens of an installation,
 * which hold for an hour, for the repositories and permissions that were asked, and never for more than was granted.
 */
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { installationBody, integrationBody } from './app-bodies.ts';

export type Level = 'read' | 'write';
export type Permissions = Readonly<Record<string, Level>>;

export interface App {
  id: number;
  slug: string;
  clientId: string;
  /** PEM, as GitHub hands it out. */
  privateKey: string;
  webhookSecret: string;
  permissions: Permissions;
  events: readonly string[];
}

export interface Installation {
  id: number;
  app: App;
  /** Whose account it is on. */
  account: string;
  /** Full names; null: all of the account's. */
  repositories: string[] | null;
  permissions: Permissions;
  suspended: boolean;
}

/** What a token of an installation may do, and until when (milliseconds since the epoch). */
export interface Granted {
  installation: Installation;
  repositories: string[] | null;
  permissions: Permissions;
  expiresAt: number;
}

/** GitHub's own words for a token that proves nothing. */
export class Refused extends Error {}

const HOUR = 3_600_000;
/** A JSON Web Token may hold for ten minutes, and clocks may differ by one. Source: GitHub's page on generating one. */
const LONGEST = 600;
const DRIFT = 60;

// Making one takes long, and one serves every App of a run: what a test holds is who signed, not with which bits.
let pair: { key: KeyObject; pem: string } | null = null;

export function keyPair(): { key: KeyObject; pem: string } {
  pair ??= newKeyPair();
  return pair;
}

export function newKeyPair(): { key: KeyObject; pem: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { key: publicKey, pem: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString() };
}

const part = (text: string): Record<string, unknown> => {
  const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
  if (typeof read !== 'object' || read === null) throw new SyntaxError('no object');
  return read as Record<string, unknown>;
};

function claimsOf(token: string): { claims: Record<string, unknown>; signed: string; signature: Buffer } {
  const [head = '', body = '', signature = ''] = token.split('.');
  try {
    if (part(head).alg !== 'RS256') throw new SyntaxError('another algorithm');
    return {
      claims: part(body),
      signed: `${head}.${body}`,
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    throw new Refused('A JSON web token could not be decoded');
  }
}

function requireTimes({ iat, exp }: Record<string, unknown>, now: number): void {
  const seconds = now / 1000;
  if (typeof iat !== 'number' || !Number.isInteger(iat) || iat > seconds + DRIFT) {
    throw new Refused(
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (typeof exp !== 'number' || !Number.isInteger(exp) || exp <= seconds) {
    throw new Refused(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp > seconds + LONGEST + DRIFT || exp - iat > LONGEST + DRIFT)
    throw new Refused("'Expiration time' claim ('exp') is too far in the future");
}

export class Apps {
  readonly all: App[] = [];
  readonly installations: Installation[] = [];
  readonly granted = new Map<string, Granted>();
  /** Milliseconds: what tokens are held against. octokit signs by the machine's own clock. */
  clock = (): number => Date.now();
  #last = 7000;

  register(slug: string, more: Partial<Omit<App, 'slug'>> = {}): App {
    this.#last += 1;
    const app: App = {
      id: this.#last,
      clientId: `Iv23li${this.#last}`,
      privateKey: keyPair().pem,
      webhookSecret: 'it is a secret',
      permissions: { metadata: 'read' },
      events: [],
      ...more,
      slug,
    };
    this.all.push(app);
    return app;
  }

  install(
    app: App,
    account: string,
    more: Partial<Omit<Installation, 'app' | 'account'>> = {},
  ): Installation {
    this.#last += 1;
    const installation: Installation = {
      id: this.#last,
      repositories: null,
      permissions: app.permissions,
      suspended: false,
      ...more,
      ...{ app, account },
    };
    this.installations.push(installation);
    return installation;
  }

  /** The App that a JSON Web Token speaks as. Throws `Refused`. */
  appOf(token: string): App {
    const { claims, signed, signature } = claimsOf(token);
    const app = this.all.find(({ id, clientId }) => [String(id), clientId].includes(String(claims.iss)));
    if (!app) throw new Refused('Integration not found');
    const key = createPublicKey(app.privateKey);
    if (!verify('RSA-SHA256', Buffer.from(signed), key, signature))
      throw new Refused('A JSON web token could not be decoded');
    requireTimes(claims, this.clock());
    return app;
  }

  /** A new token; the name of what was asked beyond what is granted, where something was. */
  buy(
    installation: Installation,
    asked: { repositories?: string[]; permissions?: Permissions },
  ): { token: string; granted: Granted } | { beyond: string } {
    const names = asked.repositories?.map((name) => `${installation.account}/${name}`) ?? null;
    const foreign = names?.find((name) => !covers(installation.repositories, name));
    if (foreign !== undefined) return { beyond: 'repository' };
    const permissions = asked.permissions ?? installation.permissions;
    for (const [name, level] of Object.entries(permissions))
      if (!allows(installation.permissions, name, level)) return { beyond: name };
    const granted = {
      ...{ installation, permissions },
      repositories: names ?? installation.repositories,
      expiresAt: this.clock() + HOUR,
    };
    this.#last += 1;
    const token = `ghs_${createHmac('sha256', 'double').update(String(this.#last)).digest('hex').slice(0, 36)}`;
    this.granted.set(token, granted);
    return { token, granted };
  }

  /** What a token is good for now; null: it is none of ours, or no longer one. */
  grantOf(token: string): Granted | null {
    const granted = this.granted.get(token);
    if (!granted || granted.installation.suspended || !this.installations.includes(granted.installation))
      return null;
    return granted.expiresAt > this.clock() ? granted : null;
  }
}

export function covers(repositories: readonly string[] | null, name: string): boolean {
  return repositories === null || repositories.some((one) => one.toLowerCase() === name.toLowerCase());
}

export function allows(permissions: Permissions, name: string, level: Level): boolean {
  // Every App may read metadata.
  const has = permissions[name] ?? (name === 'metadata' ? 'read' : undefined);
  return has === 'write' || has === level;
}

export { installationBody, integrationBody };
