/** Telemetry on the loopback that answers honestly, late, not at all, or with a lie. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { usage } from './shop/evidence.ts';

export interface Question {
  window: { from: string; to: string };
  objects: string[];
  ignore: { service: string }[];
}

export type Respond = (response: ServerResponse, question: Question, request: IncomingMessage) => void;

const servers: Server[] = [];

export function stopServers(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    request.on('data', (part) => {
      text += String(part);
    });
    request.on('end', () => resolve(text));
    request.on('error', () => resolve(text));
  });
}

/** Starts one, and gives its address. */
export function serve(respond: Respond): Promise<string> {
  const server = createServer(async (request, response) => {
    const text = await readBody(request);
    response.on('error', () => {});
    respond(response, JSON.parse(text || '{}') as Question, request);
  });
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
  });
}

/** What an honest server answers to a question. */
export const honest = ({ window, objects }: Question): Record<string, unknown> => ({
  ...usage({ objects: objects.map((object) => ({ object })) }),
  environment: undefined,
  window,
});

export function send(response: ServerResponse, body: unknown, status = 200): void {
  const type = status === 200 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
