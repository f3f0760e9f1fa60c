/** An answer's body, read no further than its limit. */
import { inGroups } from '../../numbers.ts';

/** The JSON value, or why there is none. Rejects where the connection breaks, so that it can be tried again. */
export async function readBody(
  response: Response,
  limit: number,
): Promise<{ value: unknown } | { refused: string }> {
  const bytes = await readBytes(response, limit);
  if (bytes === null) return { refused: `answered with more than ${describeBytes(limit)}` };
  const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const kind = /^[\w.+/-]{1,60}$/.test(type) ? type : 'no content type';
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return {
      refused:
        bytes.length === 0 ? 'answered with nothing' : `answered with something that is not JSON (${kind})`,
    };
  }
}

async function readBytes(response: Response, limit: number): Promise<Buffer | null> {
  const told = Number(response.headers.get('content-length') ?? 0);
  if (told > limit) {
    await response.body?.cancel();
    return null;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop cancels the stream, however much more would come.
    if (size > limit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** `8 MiB`, or bytes where it is no whole number of them. */
export function describeBytes(bytes: number): string {
  const mebibyte = 1024 * 1024;
  return bytes % mebibyte === 0 ? `${bytes / mebibyte} MiB` : `${inGroups(bytes)} bytes`;
}
