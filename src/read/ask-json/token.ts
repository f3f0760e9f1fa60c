/** A bearer token from the environment variable that the manifest names. It is sent, and never printed. */

/** The token (null where none is asked for), or why it cannot be used. */
export function readToken(
  name: string | null,
  env: NodeJS.ProcessEnv,
): { value: string | null } | { refused: string } {
  if (name === null) return { value: null };
  const value = env[name]?.trim() ?? '';
  if (value === '') return { refused: `the environment variable ${name}, which holds the token, is not set` };
  // A header cannot hold them, and the error of trying would print the token.
  if (!/^[\x21-\x7e]+$/.test(value)) {
    return {
      refused: `the environment variable ${name} holds characters that no token has (a line break or a space?)`,
    };
  }
  return { value };
}
