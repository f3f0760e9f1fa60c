/** What the server says of itself: one line of JSON for each event, on standard error. */

export type LogLine = { event: string } & Record<string, string | number | boolean | null>;

/** JSON escapes controls; direction characters could still turn a line around on a terminal. */
export function formatLogLine(line: LogLine, now: number): string {
  const text = JSON.stringify({ time: new Date(now).toISOString(), ...line });
  return `${text.replace(/[\p{Cf}\u2028\u2029]/gu, '\uFFFD')}\n`;
}
