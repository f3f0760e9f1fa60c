/** Real HTTP servers on this machine that answer as a test wants, honestly or not. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Asked {
  method: string;
  path: string;
  authorization: string | null;
  body: unknown;
}

export interface Loopback {
  url: string;
  asked: Asked[];
}

export type Behave = (response: ServerResponse, asked: Asked, times: number) => void;

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

export async function serve(behave: Behave): Promise<Loopback> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const text = await readAll(request).catch(() => '');
    const authorization = request.headers.authorization ?? null;
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization,
      body: text === '' ? null : (JSON.parse(text) as unknown),
    };
    asked.push(one);
    behave(response, one, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** Answers with JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Behave {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
}
