/** `127.0.0.1:8432`, `[::1]:8432`, `:8432` (this machine), `8432`. */
import { DEFAULTS } from './config.ts';

/** Null: no address. Port 0 is any that is free. */
export function readListen(text: string): { host: string; port: number } | null {
  const match = /^(?:(\[[0-9a-f:.%\w]+\]|[\w.-]*):)?(\d{1,5})$/i.exec(text.trim());
  const port = Number(match?.[2] ?? Number.NaN);
  if (!match || !(port <= 65_535)) return null;
  const host = (match[1] ?? '').replace(/^\[|\]$/g, '');
  return { host: host === '' ? DEFAULTS.listen.host : host, port };
}
