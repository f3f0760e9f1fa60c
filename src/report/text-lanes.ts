/** Lanes as text: change, environment, phase, and what a phase waits for. */
import type { Finding, Lane } from '../model.ts';
import { cleanLine } from './clean.ts';
import type { Paint } from './paint.ts';

type LaneState = 'live' | 'partial' | 'wait' | 'none' | 'unknown';

const STYLES: Record<LaneState, Parameters<Paint>[0]> = {
  live: 'green',
  partial: 'yellow',
  wait: 'yellow',
  none: 'dim',
  unknown: 'magenta',
};

/** `split-user-name (parallel): Split users.name into first_name and last_name`. */
export function laneTitle(lane: Lane, paint: Paint): string {
  const summary = cleanLine(lane.summary);
  return `${paint('bold', cleanLine(lane.change))} (${lane.mode})${summary === '' ? '' : `: ${summary}`}`;
}

/** One line for each environment: its phases with where they stand, in columns. */
export function laneRows(lane: Lane, paint: Paint): string[] {
  const environments = Object.entries(lane.environments);
  const width = environments.reduce((widest, [name]) => Math.max(widest, cleanLine(name).length), 0);
  return environments.map(([name, phases]) => {
    const states = Object.entries(phases).map(
      ([phase, state]) => `${cleanLine(phase)} ${paint(STYLES[state] ?? 'bold', state)}`,
    );
    return `${cleanLine(name).padEnd(width)}   ${states.join('   ')}`.trimEnd();
  });
}

/** What holds a phase of a change up in an environment: findings that name it, or that name no environment or phase at all. */
export function findingsOn(lane: Lane, environment: string, phase: string, findings: Finding[]): Finding[] {
  return findings.filter(
    (finding) =>
      finding.change === lane.change &&
      (finding.environment === environment || finding.environment === null) &&
      (finding.phase === phase ||
        finding.phase === null ||
        !(finding.phase in (lane.environments[environment] ?? {}))),
  );
}
