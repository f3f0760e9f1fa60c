/** Bodies: read no further than their limit and no longer than their time, unpacked where they are packed. */
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Refusal } from './problem.ts';

const unzip = promisify(gunzip);

export interface BodyTerms {
  types: readonly string[];
  largest: number;
  time: number;
  packed: boolean;
  hint?: string;
}

/** Throws `Refusal` 408, 413, 415, or 400 where it is not UTF-8. */
export async function readBody(request: IncomingMessage, terms: BodyTerms): Promise<string> {
  requireType(request, terms);
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding !== 'identity' && !(encoding === 'gzip' && terms.packed))
    throw new Refusal(
      'unsupported-media-type',
      `the content encoding is not read here; ${terms.packed ? 'it may be gzip' : 'send the body as it is'}.`,
      { headers: { 'accept-encoding': terms.packed ? 'gzip' : 'identity' } },
    );
  const bytes = await readBytes(request, terms);
  return decode(encoding === 'gzip' ? await unpack(bytes, terms.largest) : bytes);
}

function requireType(request: IncomingMessage, { types, hint }: BodyTerms): void {
  const told = request.headers['content-type'] ?? '';
  const [type = '', ...parameters] = told.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((part) => part.startsWith('charset='))?.slice(8) ?? 'utf-8';
  if (types.includes(type) && /^"?utf-?8"?$/.test(charset)) return;
  const what = type === '' ? 'the body has no content type' : `${type} is not read here`;
  throw new Refusal(
    'unsupported-media-type',
    `${what}; send ${types.join(' or ')}${hint ? `. ${hint}` : '.'}`,
    {
      headers: { 'accept-post': types.join(', ') },
    },
  );
}

const tooLarge = (largest: number): Refusal =>
  new Refusal('too-large', `at most ${largest} bytes are read here, unpacked.`);

async function readBytes(request: IncomingMessage, { largest, time }: BodyTerms): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > largest) throw tooLarge(largest);
  const { promise: late, reject } = Promise.withResolvers<never>();
  const refusal = new Refusal('request-timeout', `the body did not arrive within ${time / 1000} s.`);
  const timer = setTimeout(() => reject(refusal), time);
  try {
    return await Promise.race([gather(request, largest), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function gather(request: IncomingMessage, largest: number): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > largest) reject(tooLarge(largest));
    else chunks.push(chunk);
  });
  request.once('end', () => resolve(Buffer.concat(chunks)));
  request.once('error', reject);
  request.once('aborted', () => reject(new Refusal('invalid-request', 'the caller left.')));
  return promise;
}

async function unpack(bytes: Buffer, largest: number): Promise<Buffer> {
  try {
    return await unzip(bytes, { maxOutputLength: largest });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(largest);
    throw new Refusal('invalid-request', 'the body calls itself gzip and cannot be unpacked.');
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('invalid-json', 'the body is not UTF-8.');
  }
}
