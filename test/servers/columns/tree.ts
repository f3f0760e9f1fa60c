/** The server's own print of a query tree, read back: `{TYPE :field value …}`, `(a b)`, and words. */

export interface TreeNode {
  type: string;
  fields: Map<string, Value[]>;
}

export type Value = TreeNode | Value[] | string;

const TOKEN = /[(){}]|"(?:[^"\\]|\\.)*"|(?:[^\s(){}\\]|\\.)+/gs;

/** Reads the values up to the bracket that closes them. */
function readValues(tokens: string[], at: { index: number }, close: string): Value[] {
  const values: Value[] = [];
  for (let token = tokens[at.index]; token !== undefined; token = tokens[at.index]) {
    at.index++;
    if (token === close) return values;
    if (token === '(') values.push(readValues(tokens, at, ')'));
    else if (token === '{') values.push(readNode(tokens, at));
    else values.push(token);
  }
  return values;
}

function readNode(tokens: string[], at: { index: number }): TreeNode {
  const [type, ...rest] = readValues(tokens, at, '}');
  const fields = new Map<string, Value[]>();
  let values: Value[] = [];
  for (const value of rest) {
    if (typeof value === 'string' && /^:[a-zA-Z_]/.test(value)) {
      values = [];
      fields.set(value.slice(1), values);
    } else values.push(value);
  }
  return { type: String(type), fields };
}

/** The trees of a message. */
export function readTree(text: string): Value[] {
  return readValues(text.match(TOKEN) ?? [], { index: 0 }, '');
}

const isNode = (value: Value): value is TreeNode => typeof value === 'object' && !Array.isArray(value);

export function wordOf(node: TreeNode, field: string): string {
  const [value] = node.fields.get(field) ?? [];
  return typeof value === 'string' ? value : '';
}

/** A set of numbers: `(b 8 9)`. */
export function bitsOf(node: TreeNode, field: string): number[] {
  const [value] = node.fields.get(field) ?? [];
  return Array.isArray(value) ? value.slice(1).map(Number) : [];
}

export function nodesOf(node: TreeNode, field: string): TreeNode[] {
  const [value] = node.fields.get(field) ?? [];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** Visits every node with the queries that it stands in, the innermost last. What ON CONFLICT keeps of EXCLUDED by itself is left out. */
export function visitTree(
  value: Value,
  visit: (node: TreeNode, queries: TreeNode[]) => void,
  queries: TreeNode[] = [],
): void {
  if (Array.isArray(value)) for (const one of value) visitTree(one, visit, queries);
  else if (isNode(value)) {
    const inner = value.type === 'QUERY' ? [...queries, value] : queries;
    visit(value, inner);
    for (const [field, values] of value.fields) {
      if (field !== 'exclRelTlist') for (const one of values) visitTree(one, visit, inner);
    }
  }
}
