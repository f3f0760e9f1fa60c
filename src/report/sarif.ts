/** The findings as SARIF 2.1.0, for code scanning and editors. */
import type { Decision, Finding, Status } from '../model.ts';
import { cleanLine, cleanLines } from './clean.ts';
import { fingerprint } from './fingerprint.ts';
import { openFindings } from './order.ts';
import { serialize } from './serialize.ts';
import { rfc3339 } from './when.ts';
import { belongsTo, nextOf } from './words.ts';

/** What a rule's page says in short. */
export interface RuleHelp {
  title: string;
  help: string;
}

export interface SarifOptions {
  rules?: Readonly<Record<string, RuleHelp>>;
  /** The absolute address of the folder that holds the rules' pages; without one no `helpUri` is told, for SARIF takes no relative one. */
  pages?: string;
  /** Where a finding without a place is shown, for viewers refuse a result without one; default `lanekeeper.yml`. */
  manifest?: string;
}

type Level = 'error' | 'warning' | 'note';

const LEVELS: Record<Exclude<Status, 'ok'>, Level> = {
  error: 'error',
  block: 'error',
  wait: 'warning',
  warn: 'note',
};

/** Brackets would be a link in a SARIF message, and braces a placeholder. */
function messageText(text: string): string {
  return cleanLines(text)
    .join('\n')
    .replace(/[[\]\\]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}

/** A path as a relative reference; segments keep their meaning whatever characters they hold. */
function uriOf(path: string): string {
  const segments = path.toWellFormed().split('/');
  return segments
    .filter((segment) => segment !== '')
    .map((segment) =>
      encodeURIComponent(segment).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`),
    )
    .join('/');
}

function ruleOf(id: string, { rules = {}, pages }: SarifOptions): object {
  const known = Object.hasOwn(rules, id) ? rules[id] : undefined;
  const page = `docs/rules/${id}.md`;
  const help =
    known?.help ??
    `What breaks, why, the safe way and how to exempt: ${page}, or \`lanekeeper explain ${id}\`.`;
  return {
    id,
    shortDescription: {
      text: known?.title ?? (cleanLine(id.replaceAll('-', ' ')) || 'a rule without a name'),
    },
    help: { text: help, markdown: help },
    ...(pages === undefined ? {} : { helpUri: `${pages.replace(/\/?$/, '/')}${uriOf(id)}.md` }),
  };
}

function linesOf(finding: Finding, now: number): string {
  const labelled = (label: string, text: string): string[] =>
    text.trim() === '' ? [] : [`${label} ${text}`];
  const belongs = belongsTo(finding);
  return [
    finding.message,
    ...(belongs === '' ? [] : [`(${belongs})`]),
    ...labelled('Why:', finding.why),
    ...labelled('Seen:', finding.seen),
    ...labelled('Do:', nextOf(finding, now)),
  ].join('\n');
}

/** Positions from 1 on; what is none is left out, as SARIF wants it. */
function regionOf({ line, column }: Finding): object | undefined {
  const isPosition = (value: number | null): value is number =>
    Number.isSafeInteger(value) && (value ?? 0) >= 1;
  if (!isPosition(line)) return undefined;
  return isPosition(column) ? { startLine: line, startColumn: column } : { startLine: line };
}

function locationOf(finding: Finding, manifest: string): object {
  const region = finding.path === null ? undefined : regionOf(finding);
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(finding.path ?? '') || uriOf(manifest) },
      ...(region === undefined ? {} : { region }),
    },
  };
}

/** What a finding is about, without lines and without the numbers that change from day to day. */
function identityOf(finding: Finding, { effects }: Decision): string[] {
  const about = effects.filter(({ path, line }) => path === finding.path && line === finding.line);
  const statements = [...new Set(about.map(({ statement }) => cleanLine(statement)))];
  const { rule, change, phase, environment, path } = finding;
  return [rule, change ?? '', phase ?? '', environment ?? '', path ?? '', ...statements];
}

function resultsOf(decision: Decision, ids: readonly string[], manifest: string): object[] {
  const seen = new Map<string, number>();
  return openFindings(decision.verdict.findings).map((finding) => {
    const identity = identityOf(finding, decision);
    const key = fingerprint(identity);
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return {
      ruleId: finding.rule,
      ruleIndex: ids.indexOf(finding.rule),
      level: finding.status === 'ok' ? 'note' : LEVELS[finding.status],
      message: { text: messageText(linesOf(finding, decision.now)) || 'a finding without words' },
      locations: [locationOf(finding, manifest)],
      partialFingerprints: { 'lanekeeperFinding/v1': `${key}:${nth}` },
      properties: { status: finding.status, until: rfc3339(finding.until) },
    };
  });
}

/** One run with a result for each finding that is not met, worst first; ends in a line break. */
export function writeSarif(decision: Decision, options: SarifOptions = {}): string {
  const { verdict } = decision;
  const ids = [...new Set(openFindings(verdict.findings).map(({ rule }) => rule))].sort();
  return serialize({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'lanekeeper', rules: ids.map((id) => ruleOf(id, options)) } },
        invocations: [{ executionSuccessful: verdict.word !== 'error' }],
        columnKind: 'unicodeCodePoints',
        results: resultsOf(decision, ids, options.manifest ?? 'lanekeeper.yml'),
        properties: {
          ...(decision.simulation && { simulation: decision.simulation }),
          verdict: verdict.word,
          wouldBe: verdict.wouldBe,
          override: verdict.override !== null,
        },
      },
    ],
  });
}
