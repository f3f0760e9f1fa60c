/** The built bot in a process of its own, to be killed at any moment. */
import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { SECRET } from '../bot/organisation.ts';
import type { App } from '../github/apps.ts';

const BOT = join(import.meta.dirname, '..', '..', 'dist', 'bot.js');

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class BotProcess {
  readonly port: number;
  readonly #env: Record<string, string>;
  #child: ChildProcess | null = null;
  #ended: Promise<void> = Promise.resolve();
  errors = '';

  constructor(port: number, app: App, api: string, env: Record<string, string>) {
    this.port = port;
    this.#env = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '/',
      APP_ID: String(app.id),
      PRIVATE_KEY: app.privateKey,
      WEBHOOK_SECRET: SECRET,
      GITHUB_API_URL: api,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'error',
      ...env,
    };
  }

  start(): void {
    const child = spawn(process.execPath, [BOT], { env: this.#env, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors += text;
    });
    this.#ended = new Promise((resolve) => child.once('close', () => resolve()));
    this.#child = child;
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async answers(): Promise<boolean> {
    return await fetch(`http://127.0.0.1:${this.port}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async ready(): Promise<void> {
    while (!(await this.answers())) {
      if (!this.isRunning) throw new Error(`the bot ended by itself: ${this.errors}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.#child?.kill(signal);
    await this.#ended;
  }

  /** Of its metrics; 0 where it is not there. */
  async counted(name: string): Promise<number> {
    const text = await fetch(`http://127.0.0.1:${this.port}/metrics`).then(
      (response) => response.text(),
      () => '',
    );
    const rows = [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))];
    return rows.reduce((sum, [, value]) => sum + Number(value), 0);
  }
}
