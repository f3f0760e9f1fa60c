/** A report as the command gives it, over a repository that is removed when the test is over. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Story } from '../../../src/commands/demo/story.ts';
import { makeFolder } from '../../read/make-repository.ts';
import { reportMistakes } from '../../report/schemas.ts';
import { call } from '../door.ts';

export interface Report {
  verdict: string;
  findings: {
    rule: string;
    status: string;
    environment: string | null;
    message: string;
    next: string;
    until: string | null;
  }[];
  effects: Record<string, unknown>[];
  changes: { id: string; mode: string; lanes: Record<string, Record<string, string>> }[];
  exemptions: Record<string, unknown>[];
  evidence: Record<string, unknown>;
}

export function tellStory(now: string): Story {
  const story = new Story(now);
  onTestFinished(() => story.remove());
  return story;
}

/** A file of its own, for `--evidence`. */
export function fileWith(value: unknown): string {
  const file = join(makeFolder(), 'evidence.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

/** Runs a command with `--format json`; a report that breaks its published shape fails the test. */
export async function ask(command: string, ...args: string[]): Promise<Report> {
  const { out, err } = await call(command, ...args, '--format', 'json');
  const mistakes = out === '' ? [err] : reportMistakes(out);
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return JSON.parse(out) as Report;
}

/** Rules that hold it up, each once, in order. */
export function heldBy({ findings }: Report): string[] {
  const open = findings.filter(({ status }) => status !== 'ok' && status !== 'warn');
  return [...new Set(open.map(({ rule }) => rule))].sort();
}
