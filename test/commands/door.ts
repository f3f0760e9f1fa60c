/** The command line from both sides of its door: as a process of its own, and (quicker) each command as it is called. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { UserError } from '../../src/user-error.ts';

export interface Said {
  code: number | null;
  out: string;
  err: string;
}

export const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export interface Around {
  cwd?: string;
  input?: string | Buffer;
  env?: Record<string, string>;
  /** Another door than the sources', e.g. the built one. */
  door?: string;
}

/** A process of its own; standard input is empty unless told. */
export function spawnCli(
  args: readonly string[],
  { cwd, input = '', env = {}, door = CLI }: Around = {},
): Said {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  const options = { cwd, input, env: { ...rest, ...env }, encoding: 'utf8' as const, maxBuffer: 1 << 28 };
  const { status, stdout, stderr } = spawnSync(process.execPath, [door, ...args], options);
  return { code: status, out: stdout, err: stderr };
}

type Run = (args: string[]) => Promise<number>;

const COMMANDS: Record<string, () => Promise<{ run: Run }>> = {
  check: () => import('../../src/commands/check.ts'),
  'check-deploy': () => import('../../src/commands/check-deploy.ts'),
  lint: () => import('../../src/commands/lint.ts'),
  status: () => import('../../src/commands/status.ts'),
  horizon: () => import('../../src/commands/horizon.ts'),
  doctor: () => import('../../src/commands/doctor.ts'),
  declare: () => import('../../src/commands/declare.ts'),
  explain: () => import('../../src/commands/explain.ts'),
  validate: () => import('../../src/commands/validate.ts'),
  demo: () => import('../../src/commands/demo.ts'),
};

/** A command in this process, with what it wrote. A mistake of ours is thrown on, and fails the test. */
export async function call(command: string, ...args: string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const keep = (stream: NodeJS.WriteStream, written: string[]) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  const spies = [keep(process.stdout, out), keep(process.stderr, err)];
  const said = (code: number): Said => ({ code, out: out.join(''), err: err.join('') });
  try {
    const module = await COMMANDS[command]?.();
    if (!module) throw new Error(`there is no command ${command}`);
    return said(await module.run(args));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    err.push(`${error.message}\n${error.next}`);
    return said(2);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
