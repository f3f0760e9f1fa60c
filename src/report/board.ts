/** The rollout board: one page that needs nothing else, of one repository or of many. */
import type { Time } from '../model.ts';
import { laneSection, openItem } from './board-lane.ts';
import { BOARD_POLICY, STYLE } from './board-style.ts';
import { anchor, html } from './escape-html.ts';
import { openFindings } from './order.ts';
import type { StatusDecision } from './status.ts';
import { rfc3339 } from './when.ts';
import { horizonWords } from './words.ts';

/** A repository on the board: where its changes stand, or why that is not known, which is never shown as nothing. */
export type BoardRepository = { name: string; url: string | null } & (
  | { decision: StatusDecision }
  | { unread: string }
);

function horizonTable({ horizon }: StatusDecision): string {
  if (horizon.length === 0) return '';
  const rows = horizon.map(
    (entry) =>
      `<tr><th scope="row">${html(entry.environment)}</th><td>${html(horizonWords(entry))}</td></tr>`,
  );
  return `<table><caption>Can be rolled back to</caption><thead><tr><th scope="col">Environment</th><th scope="col">Commit</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function body(decision: StatusDecision, level: 2 | 3): string {
  const ids = new Set(decision.lanes.map(({ change }) => change));
  const others = openFindings(decision.verdict.findings).filter(({ change }) => !ids.has(change ?? ''));
  return [
    decision.lanes.length === 0 ? '<p>No change is declared.</p>' : '',
    ...decision.lanes.map((lane) => laneSection(lane, decision, level)),
    others.length === 0
      ? ''
      : `<ul class="open">${others.map((finding) => openItem(finding, decision.now)).join('\n')}</ul>`,
    horizonTable(decision),
    ...decision.notes.map((note) => `<p class="soft">${html(note)}</p>`),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function repositorySection(repository: BoardRepository, index: number): string {
  const title = `<h2 id="r${index}">${anchor(repository.name, repository.url)}</h2>`;
  if ('unread' in repository)
    return `<section>${title}\n<p><strong class="error">Not known:</strong> ${html(repository.unread)}</p></section>`;
  return `<section>${title}\n${body(repository.decision, 3)}</section>`;
}

function page(title: string, now: Time, nav: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${html(BOARD_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#changes">Skip to the changes</a>
<header><h1>${html(title)}</h1><p class="soft">As of ${rfc3339(now) ?? 'an unknown time'}</p></header>
${nav}<main id="changes" tabindex="-1">
${main}
</main>
<footer><p class="soft">Read from evidence by Lanekeeper. It tells where changes stand, and holds nothing up.</p></footer>
</body>
</html>
`;
}

/** The board of one repository, for `status --format html`. */
export function writeBoard(decision: StatusDecision): string {
  return page('Schema changes', decision.now, '', body(decision, 2));
}

/** The board of an organisation: a list of repositories, then their lanes, in the order given. */
export function writeBoards(repositories: readonly BoardRepository[], now: Time): string {
  const links = repositories.map(({ name }, index) => `<li><a href="#r${index}">${html(name)}</a></li>`);
  const nav = links.length === 0 ? '' : `<nav aria-label="Repositories"><ul>${links.join('')}</ul></nav>\n`;
  const none = '<p>No repository with a manifest is known.</p>';
  return page('Schema changes', now, nav, repositories.map(repositorySection).join('\n') || none);
}
