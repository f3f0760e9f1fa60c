/** The command line as a customer runs it: a child process, its exit code, its report. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { makeFolder } from './repository.ts';

export type Word = 'pass' | 'wait' | 'block' | 'error';

export interface Finding {
  rule: string;
  status: 'ok' | 'warn' | 'wait' | 'block' | 'error';
  change: string | null;
  phase: string | null;
  environment: string | null;
  path: string | null;
  line: number | null;
  message: string;
  next: string | null;
  until: string | null;
}

export interface Report {
  verdict: Word;
  would_be?: Word;
  override: { by: string; reason: string } | null;
  findings: Finding[];
  effects: { kind: string; object: string; phase: string; load: string; path: string; statement: string }[];
  changes: { id: string; mode: string; lanes: Record<string, Record<string, string>> }[];
  exemptions: { rule: string; state?: string }[];
  notes: string[];
  evidence: Record<string, unknown>;
}

export interface Answer {
  code: number;
  report: Report;
  stderr: string;
}

const CLI = process.env.LANEKEEPER_CLI ?? join(import.meta.dirname, '../../dist/cli.js');
const EXIT: Record<Word, number> = { pass: 0, block: 1, error: 2, wait: 3 };

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
const schemaFile = join(import.meta.dirname, '../../schema/report.schema.json');
const isReport = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export function runCli(args: string[], input = '', env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, ...env }, maxBuffer: 64 << 20, timeout: 60_000 };
    const child = execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

function parseReport({ stdout, stderr, code }: Ended, args: string[]): Report {
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    throw new Error(`no report (exit ${code}) of ${args.join(' ')}\n${stdout.slice(0, 300)}\n${stderr}`);
  }
}

/** Runs a deciding command and holds its report against what is true of every report. */
export async function decide(args: string[], input = '', env: Record<string, string> = {}): Promise<Answer> {
  const ended = await runCli([...args, '--format', 'json'], input, env);
  const report = parseReport(ended, args);
  const mistakes = isReport(report) ? [] : (isReport.errors ?? []);
  if (mistakes.length > 0) throw new Error(`report is not as its schema: ${JSON.stringify(mistakes)}`);
  if (EXIT[report.verdict] !== ended.code) {
    throw new Error(`verdict ${report.verdict} with exit code ${ended.code}`);
  }
  return { code: ended.code, report, stderr: ended.stderr };
}

/** Writes JSON (or text, as it is) to a file of its own. */
export function writeEvidence(evidence: unknown): string {
  const file = join(makeFolder(), 'evidence.json');
  writeFileSync(file, typeof evidence === 'string' ? evidence : JSON.stringify(evidence));
  return file;
}
