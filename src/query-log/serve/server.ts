/** The HTTP server of the query log: Node's own, told to be patient with nobody. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { answerRequest, type Desk } from './answer.ts';
import type { Limits } from './limits.ts';
import type { LogLine } from './log-line.ts';
import { type ProblemName, Refusal, type Reply, replyOf } from './problem.ts';
import type { Served } from './served.ts';
import type { Grant } from './tokens.ts';
import { Turns } from './turns.ts';

export interface ServerOptions {
  served: Served;
  grants: readonly Grant[];
  host: string;
  /** 0: any that is free. */
  port: number;
  log(line: LogLine): void;
}

export interface RunningQueryLog {
  host: string;
  port: number;
  /** Takes no more, answers what it has begun (for five seconds at most), and is gone. */
  stop(): Promise<void>;
}

/** Rejects where it cannot listen. Whoever calls it has made sure that a server without grants listens to its machine alone. */
export async function startServer(options: ServerOptions): Promise<RunningQueryLog> {
  const { served, grants, log } = options;
  const { limits } = served;
  const turns = new Turns({ question: limits.questionsAtOnce, delivery: limits.deliveriesAtOnce });
  const desk: Desk = { served, grants, turns, mistake: (error) => noteMistake(error, log) };
  const server = createServer(
    termsOf(limits),
    (request, response) => void respond(request, response, desk, log),
  );
  server.maxConnections = limits.connections;
  server.setTimeout(limits.idleTime);
  server.on('timeout', (socket) => socket.destroy());
  server.on('clientError', refuseEarly);
  server.on('connect', (_request, socket) => writeRaw(socket, 'method-not-allowed', 'no tunnels here.'));
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) =>
    send(
      response,
      replyOf(new Refusal('expectation-failed', '100-continue is all that can be expected.')),
      false,
    ),
  );
  await listen(server, options.host, options.port);
  const { port, address } = server.address() as AddressInfo;
  return { host: address, port, stop: () => stopServer(server) };
}

const termsOf = ({ headTime, bodyTime }: Limits) => ({
  headersTimeout: headTime,
  requestTimeout: headTime + bodyTime,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: Math.min(1000, headTime),
  maxHeaderSize: 16_384,
});

function listen(server: Server, host: string, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, () => {
    server.off('error', reject);
    resolve();
  });
  return promise;
}

let mistakes = 0;

function noteMistake(error: unknown, log: ServerOptions['log']): string {
  mistakes += 1;
  const number = `mistake ${process.pid}-${mistakes}`;
  log({
    event: 'mistake',
    number,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return number;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  desk: Desk,
  log: ServerOptions['log'],
): Promise<void> {
  const start = performance.now();
  // A socket that breaks is the caller's affair; without a listener it would end the process.
  request.on('error', () => {});
  response.on('error', () => {});
  const reply = await answerRequest(request, desk);
  // What was refused before its body was read: the rest of it is not waited for.
  if (!request.complete && request.method !== 'GET' && request.method !== 'HEAD') {
    reply.headers = { ...reply.headers, connection: 'close' };
    leaveUnread(request, response);
  }
  const bytes = send(response, reply, request.method === 'HEAD');
  const path = (request.url ?? '').split('?', 1)[0]?.slice(0, 200) ?? '';
  const ms = Math.round((performance.now() - start) * 10) / 10;
  log({ event: 'request', method: request.method ?? '', path, status: reply.status, ms, bytes });
}

/** Takes what still comes for a moment, so that the caller gets to read why; then the line is cut. */
function leaveUnread(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.once('finish', () => {
    const cut = setTimeout(() => request.socket.destroy(), 500);
    request.socket.once('close', () => clearTimeout(cut));
  });
}

const ALWAYS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** Gives the size of the body. */
function send(response: ServerResponse, reply: Reply, headOnly: boolean): number {
  if (response.destroyed || response.headersSent) return 0;
  const { status, headers = {}, body } = reply;
  if (body === undefined) {
    response.writeHead(status, { ...ALWAYS, ...headers }).end();
    return 0;
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const length = Buffer.byteLength(text);
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(status, { ...ALWAYS, 'content-type': type, 'content-length': length, ...headers });
  response.end(headOnly ? undefined : text);
  return length;
}

const EARLY: Record<string, [ProblemName, string]> = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'at most 16,384 bytes of headers.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['too-large', 'the extensions of its chunks are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'it did not arrive in time.'],
};

function refuseEarly(error: NodeJS.ErrnoException, socket: Duplex): void {
  const [name, detail] = EARLY[error.code ?? ''] ?? ['invalid-request', 'this is no HTTP/1.1 request.'];
  writeRaw(socket, name, detail);
}

/** A problem without the help of Node's response: what came was no request. */
function writeRaw(socket: Duplex, name: ProblemName, detail: string): void {
  socket.on('error', () => {});
  const begun = 'bytesWritten' in socket && (socket.bytesWritten as number) > 0;
  if (!socket.writable || begun) return void socket.destroy();
  const { status, body } = replyOf(new Refusal(name, detail));
  const text = JSON.stringify(body);
  const head = `HTTP/1.1 ${status} Refused\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n`;
  socket.end(head + text);
}

async function stopServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), 5000);
  await promise;
  clearTimeout(cut);
}
