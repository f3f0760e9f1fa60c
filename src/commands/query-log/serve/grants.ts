/** Tokens from the environment, and whether a server with them may listen where it is told to. */

import type { Scope } from '../../../query-log/serve/route.ts';
import { type Grant, isLoopback } from '../../../query-log/serve/tokens.ts';
import { UserError } from '../../../user-error.ts';
import type { ServeConfig } from './config.ts';

const SHORTEST = 16;

function tokenOf(name: string, env: NodeJS.ProcessEnv): string {
  const token = env[name]?.trim() ?? '';
  if (token === '')
    throw new UserError(
      `the environment variable ${name}, which should hold a token, is not set.`,
      `${name}=$(openssl rand -hex 32) makes one; the gate needs it as well (token_env in the manifest).`,
    );
  if (!/^[\x21-\x7e]+$/.test(token) || token.length < SHORTEST)
    throw new UserError(
      `the environment variable ${name} holds no fit token.`,
      `Give it ${SHORTEST} characters or more, without spaces: openssl rand -hex 32`,
    );
  return token;
}

/** Throws `UserError`: a token is not there, or nobody would be kept out. */
export function grantsOf(
  { tokens, listen }: Pick<ServeConfig, 'tokens' | 'listen'>,
  env: NodeJS.ProcessEnv,
): Grant[] {
  const told: [string | null, Scope[]][] = [
    [tokens.both, ['read', 'write']],
    [tokens.read, ['read']],
    [tokens.write, ['write']],
  ];
  const grants = told.flatMap(([name, scopes]) =>
    name === null ? [] : [{ token: tokenOf(name, env), scopes }],
  );
  if (grants.length > 0 || isLoopback(listen.host)) return grants;
  throw new UserError(
    `without a token it does not listen on ${listen.host}: anybody there could ask, and report.`,
    'Set LANEKEEPER_QUERY_LOG_TOKEN (openssl rand -hex 32), or listen on 127.0.0.1.',
  );
}
