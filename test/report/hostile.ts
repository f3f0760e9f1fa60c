/** Text that a pull request may hold to steer whoever reads the report, and ways to see whether it did. */
import fc from 'fast-check';

export const HOSTILE: Record<string, string> = {
  'colours and a bell': '\u001b[31mred\u001b[0m\u0007',
  'a window title': '\u001b]0;owned\u0007',
  'a carriage return over the line': 'block\rpass',
  'eight-bit controls': '\u009b2J\u0085next',
  'a bidi override': 'users\u202Eeman.\u202C',
  'invisible characters': 'us\u200Ders\u2060.\u{E0041}name\uFEFF',
  'annotations between lines': 'users\uFFF9.name\uFFFB\u0600',
  'a lone surrogate': 'users.\uD800name',
  'the end of a fold': '</details><img src=x onerror=alert(1)>',
  'a comment': '<!-- lanekeeper -->',
  bars: 'a | b || c |',
  'a bar in a span': '`a\\|b` | @everyone | `',
  backticks: '`` ` ``` ````',
  'a fence': '```\n@everyone\n```',
  mentions: '@everyone (@acme/dba), cc:@octocat.',
  references: '#12 GH-12 acme/app#1 acme/app@deadbeef deadbeefcafe CVE-2026-12345',
  addresses: 'https://evil.example www.evil.example a@evil.example mailto:a@evil.example',
  links: '[click](javascript:alert(1)) ![image](https://evil.example/x.png) <https://evil.example>',
  headings: '# big\n## bigger\n---\n> [!CAUTION]',
  lists: '1. one',
  mathematics: '$`x`$ $$y$$ :tada: ~~gone~~ **bold** _it_',
  'entities as text': '&lt;img&gt; &#64;everyone &commat;everyone',
  'a picture that ends': 'x"] --> evil["y"]; click evil "https://evil.example"',
  'directives of a picture': '%%{init: {"securityLevel": "loose"}}%% end subgraph #quot; style x fill:#fff;',
  'a path with everything': 'db/mi grations/ü?#[%2e]/..//ñ.sql',
  'an emoji with a joiner': '👩‍🚀 users',
  nothing: '',
  blanks: ' \n\t ',
};

const PIECES = [
  ...Object.values(HOSTILE),
  '`',
  '|',
  '\\',
  '(',
  ')',
  '"',
  '.',
  ',',
  ' ',
  '\n',
  'users.name',
  'the',
];

/** Pieces of the above in every order, and strings of any characters. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join(' ')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** Anything that a terminal obeys or a reader cannot see, line breaks apart. */
export const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Drops a line's code spans as CommonMark pairs them: a run of backticks closes at the next run of the same length. */
function withoutSpans(line: string): string {
  let rest = line;
  let bare = '';
  for (;;) {
    const open = /(?<!`)`+(?!`)/.exec(rest);
    if (!open) return bare + rest;
    const after = rest.slice(open.index + open[0].length);
    const close = new RegExp(`(?<!\`)\`{${open[0].length}}(?!\`)`).exec(after);
    bare += rest.slice(0, open.index) + (close ? ' CODE ' : open[0]);
    rest = close ? after.slice(close.index + close[0].length) : after;
  }
}

/** Markdown without fenced blocks, code spans and the targets of its own links: what can come alive. */
export function aliveParts(markdown: string): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const mark = /^(`{3,})[a-z]*$/.exec(line)?.[1];
    if (fence === null && mark !== undefined) fence = mark;
    else if (fence !== null && line === fence) fence = null;
    else if (fence === null) lines.push(withoutSpans(line).replace(/\]\(<https?:\/\/[^<>\s]*>\)/g, ']'));
  }
  return lines.join('\n');
}

/** Every line of HTML that the report writes itself. */
const OWN = /^(?:<!-- lanekeeper -->|<details><summary>[A-Za-z0-9 ()]+<\/summary>|<\/details>)$/;

/** What in Markdown would come alive; null: nothing. */
export function comesAlive(markdown: string): string | null {
  const alive = aliveParts(markdown)
    .split('\n')
    .filter((line) => !OWN.test(line))
    .join('\n');
  const found =
    /@|#\d|GH-|<|>(?!$)|https?:|www\.|mailto:|!\[|\$|~|_|\\|\b[0-9a-f]{7,40}\b|&(?!vert;)/i.exec(alive) ??
    /^(?! *(?:#{2,4} |- |\|))[ \t]*(?:[-+>=#]|\d+[.)])/m.exec(alive);
  return found && `${found[0]} in ${alive.slice(Math.max(0, found.index - 40), found.index + 40)}`;
}
