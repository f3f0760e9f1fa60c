/** What a PL/pgSQL body runs: every piece of SQL in it, in order, as the server's own compiler finds them. */
import { isTooDeepPlpgsql } from './depth.ts';
import { parsePlpgsql } from './parse.ts';

export interface Fragment {
  /** `dynamic`: an expression whose value is run. */
  kind: 'statement' | 'expression' | 'assignment' | 'dynamic';
  text: string;
  /** The body's line that its statement begins on; the first is 1. */
  line: number;
  /**
   * Empty: it runs in any case. Else the branch that it stands in (`/3/7/`): of IF, CASE, a loop, a block that catches
   * errors, or what follows a RETURN. What begins with another's branch runs only where that other runs.
   */
  branch: string;
}

export type Body =
  | {
      fragments: Fragment[];
      /** Has COMMIT or ROLLBACK, which the server refuses within a transaction. */
      endsTransactions: boolean;
    }
  | { message: string };

/** Reads the body of a DO statement or a routine; `statement` is the whole of it, `body` what stands in its quotes. */
export function readPlpgsql(statement: string, body: string): Body {
  if (isTooDeepPlpgsql(body)) return { message: 'it is nested too deeply to be read' };
  const parsed = parsePlpgsql(statement);
  if ('message' in parsed) return { message: parsed.message };
  const walk = new BodyWalk();
  walk.visit(parsed.functions, { line: 1, branch: '' });
  return { fragments: walk.fragments, endsTransactions: walk.endsTransactions };
}

interface Position {
  line: number;
  branch: string;
  /** What is in it branches: each list of statements is a branch. */
  branches?: boolean;
}

const BRANCHES = /^PLpgSQL_(?:stmt_(?:if|case|loop|while|for\w*|dynfor\w*)|if_elsif|case_when|exception)$/;
const LEAVES = /^PLpgSQL_stmt_(?:return|exit)$/;
const ENDS = /^PLpgSQL_stmt_(?:commit|rollback)$/;
/** Where an expression is not the SQL, but gives it. */
const DYNAMIC = /^PLpgSQL_stmt_dyn\w*$/;

interface Expression {
  query?: unknown;
  parseMode?: unknown;
}

/** Goes through everything, whatever it is called: an expression in a place that is new to us is not overlooked. */
class BodyWalk {
  readonly fragments: Fragment[] = [];
  endsTransactions = false;
  private left = false;
  private last = 0;

  visit(value: unknown, at: Position, parent = '', key = ''): void {
    if (Array.isArray(value)) {
      const branch = at.branches ? `${at.branch || '/'}${++this.last}/` : at.branch;
      for (const item of value) this.visit(item, { line: at.line, branch }, parent, key);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (typeof inner !== 'object' || inner === null) continue;
        if (name === 'PLpgSQL_expr') this.take(inner, at, parent, key);
        else if (name.startsWith('PLpgSQL_')) this.enter(name, inner, at);
        else this.visit(inner, at, parent, name);
      }
    }
  }

  private enter(name: string, inner: object, at: Position): void {
    const { lineno } = inner as { lineno?: unknown };
    if (ENDS.test(name)) this.endsTransactions = true;
    const branches = BRANCHES.test(name) || 'exceptions' in inner;
    const line = typeof lineno === 'number' ? lineno : at.line;
    this.visit(inner, { line, branch: at.branch, branches }, name);
    // The compiler adds a RETURN of its own at the end, which has no line.
    if (LEAVES.test(name) && lineno !== undefined) this.left = true;
  }

  private take(expression: Expression, at: Position, parent: string, key: string): void {
    if (typeof expression.query !== 'string') return;
    const dynamic = (DYNAMIC.test(parent) && key === 'query') || key === 'dynquery';
    const mode = Number(expression.parseMode ?? 0);
    const kind = dynamic ? 'dynamic' : mode === 0 ? 'statement' : mode === 2 ? 'expression' : 'assignment';
    this.fragments.push({
      kind,
      text: expression.query,
      line: at.line,
      branch: this.left ? `/return${at.branch || '/'}` : at.branch,
    });
  }
}
