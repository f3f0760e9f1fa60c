import type { Framework } from './framework.ts';
import { linesOf } from './lines.ts';
import { byNumber, listMatching } from './order.ts';
import { keepUp, type Marker, trimSpace } from './sections.ts';
import { unreadText } from './unread.ts';

const ANNOTATION = /^\+goose\s+(.*)$/i;

/** Source: pressly/goose internal/sqlparser/parser.go; the line begins with `--`, current versions ignore case. */
function annotationOf(line: string): string | null {
  if (!line.startsWith('--')) return null;
  const found = ANNOTATION.exec(trimSpace(line.slice(2)));
  return found ? trimSpace(found[1] ?? '').toUpperCase() : null;
}

function markerOf(line: string): Marker {
  const annotation = annotationOf(line);
  if (annotation === null) return null;
  return annotation === 'UP' ? 'up' : annotation === 'DOWN' ? 'down' : 'other';
}

const hasMarker = (text: string | undefined): boolean =>
  text !== undefined && /^--\s*\+goose\s+up/im.test(text);

/** One transaction for each file, unless it says NO TRANSACTION: then statement by statement. */
export const goose: Framework = {
  name: 'goose',
  recognises: (folder) => (folder.paths.some((path) => hasMarker(folder.text(path))) ? 100 : 0),
  list: (paths) =>
    listMatching(
      paths.filter((path) => !path.endsWith('_test.go')),
      /^(\d+)_.*\.(?:sql|go)$/,
    ).sort(byNumber),
  up(path, text) {
    if (path.endsWith('.go')) return unreadText(path, text, 'goose migrations written in Go');
    const untransacted = linesOf(text).some((line) => annotationOf(line.text) === 'NO TRANSACTION');
    return {
      path,
      up: keepUp(text, (line) => markerOf(line.text)),
      transaction: untransacted ? 'none' : 'runner',
    };
  },
};
