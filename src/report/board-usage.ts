/** Who still uses an old shape: the telemetry's counts by service, falling to the limit. */
import type { Finding, Usage } from '../model.ts';
import { html } from './escape-html.ts';
import { showCount, showMoment } from './when.ts';

type Row = Usage['objects'][number]['by'][number];
type Used = Pick<Usage['objects'][number], 'object' | 'by'>;

function isUsed(value: unknown): value is Used {
  const part = value as Partial<Used> | null;
  return typeof part === 'object' && typeof part?.object === 'string' && Array.isArray(part.by);
}

const heaviest = (one: Row, other: Row): number => other.reads + other.writes - one.reads - one.writes;

function row({ service, user, reads, writes, lastSeen }: Row, now: number): string {
  const who = user === null ? service : `${service} (${user})`;
  const last = showMoment(lastSeen, now) ?? 'not known';
  return `<tr><th scope="row">${html(who)}</th><td class="n">${showCount(reads)}</td><td class="n">${showCount(writes)}</td><td class="when">${last}</td></tr>`;
}

/** A table for each object that somebody still used in the window; none where there are no counts. */
export function usageTables({ evidence, environment, limit, until }: Finding, now: number): string {
  const end = showMoment(until, now);
  const clears = end === null ? '' : `; clear on ${end} if nobody uses it again`;
  const asked = limit === undefined ? '' : `; limit ${limit}`;
  return evidence
    .flatMap(({ value }) => (isUsed(value) && value.by.length > 0 ? [value] : []))
    .map(({ object, by }) => {
      const caption = html(`Uses of ${object} in ${environment ?? 'every environment'}${asked}${clears}`);
      const head = ['Service', 'Reads', 'Writes', 'Last seen'].map((name) => `<th scope="col">${name}</th>`);
      const rows = [...by].sort(heaviest).map((one) => row(one, now));
      return `<table><caption>${caption}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
    })
    .join('\n');
}
