/** The report for programs; its shape is published as `schema/report.schema.json`. */
import type { AttributedEffect, Decision, Exemption, Finding, Lane, Subject } from '../model.ts';
import { evidenceValue } from './evidence-value.ts';
import { worstFirst } from './order.ts';
import { serialize } from './serialize.ts';
import { rfc3339 } from './when.ts';

function subjectOf(subject: Subject): object {
  if (subject.kind === 'lint') return { kind: subject.kind };
  const range = { kind: subject.kind, base: subject.base, head: subject.head };
  if (subject.kind === 'deployment') return { ...range, environment: subject.environment };
  return {
    ...range,
    merge_base: subject.mergeBase,
    number: subject.number,
    author: subject.author,
    last_pusher: subject.lastPusher,
  };
}

function findingOf(finding: Finding): object {
  const { rule, status, change, phase, environment, path, line, column, message } = finding;
  return {
    ...{ rule, status, change, phase, environment, path, line, column, message },
    why: finding.why,
    seen: finding.seen,
    limit: finding.limit ?? null,
    next: finding.next,
    until: rfc3339(finding.until),
    evidence: finding.evidence.map(({ source, at, url, value }) => ({
      ...{ source, at: rfc3339(at), url },
      value: evidenceValue(value),
    })),
  };
}

function effectOf(effect: AttributedEffect): object {
  const { kind, object, change, phase, load, path, line, column, statement } = effect;
  return {
    ...{ kind, object, change, phase, load },
    locks: effect.locks.map((lock) => ({ object: lock.object, mode: lock.mode })),
    ...{ path, line, column, statement },
    database: effect.database,
    table: effect.table,
    operation: effect.operation,
    fresh: effect.fresh,
    why: effect.why,
    instead: effect.instead,
    dependents: effect.dependents.map((dependent) => ({ object: dependent.object, kind: dependent.kind })),
  };
}

function exemptionOf(exemption: Exemption): object {
  const { rule, path, line, reason, by, state, note } = exemption;
  return { rule, path, line, reason, until: rfc3339(exemption.until), by, state, note };
}

function changeOf({ change, mode, summary, environments }: Lane): object {
  return { id: change, mode, summary, lanes: environments };
}

function overrideOf({ override }: Decision['verdict']): object | null {
  return (
    override && { by: override.by, reason: override.reason, at: rfc3339(override.at), url: override.url }
  );
}

/** Evidence has the shape of the evidence file, so that a report can be handed back and comes to the same verdict. */
function evidenceOf(evidence: unknown): object {
  return typeof evidence === 'object' && evidence !== null && !Array.isArray(evidence) ? evidence : {};
}

/**
 * Version 1 of the report, ending in a line break. Times are RFC 3339 in UTC, durations in seconds; a key without a value is null,
 * `would_be` is there in observe mode alone and `simulation` where facts were supposed. Findings stand worst first, all else in the decision's order.
 */
export function writeJson(decision: Decision): string {
  const { verdict } = decision;
  return serialize({
    version: 1,
    verdict: verdict.word,
    ...(verdict.wouldBe === null ? {} : { would_be: verdict.wouldBe }),
    override: overrideOf(verdict),
    ...(decision.simulation === undefined ? {} : { simulation: decision.simulation }),
    now: rfc3339(decision.now),
    subject: subjectOf(decision.subject),
    findings: worstFirst(verdict.findings).map(findingOf),
    effects: decision.effects.map(effectOf),
    changes: decision.lanes.map(changeOf),
    horizon: decision.horizon.map(({ environment, now, after }) => ({ environment, now, after })),
    exemptions: verdict.exemptions.map(exemptionOf),
    plans: decision.plans.map((plan) => ({
      ...{ change: plan.change, rows: plan.rows, batch: plan.batch, batches: plan.batches, rate: plan.rate },
      ideal_seconds: plan.ideal / 1000,
      planned_seconds: plan.planned / 1000,
    })),
    notes: decision.notes,
    evidence: evidenceOf(decision.evidence),
  });
}
