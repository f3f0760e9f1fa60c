/** What a statement leaves behind in its session that later names are looked up by. */

export type Step =
  | { do: 'begin' | 'commit' | 'rollback' | 'rollback-to' | 'discard-all' }
  /** Forgets what was kept under names that begin so. */
  | { do: 'drop'; group: string }
  /** Kept in place of what has the same name. `local`: until the transaction ends. */
  | { do: 'keep'; group: string; text: string; local: boolean };

/** The search path is from here on what nobody knows: its value is computed. */
export const UNKNOWN_PATH: Step & { do: 'keep' } = {
  do: 'keep',
  group: 'set search_path',
  text: "SELECT set_config('search_path', current_setting('lanekeeper.unknown'), false)",
  local: false,
};

const PLAIN: readonly (readonly [RegExp, Step])[] = [
  [/^(?:begin|start transaction)\b/, { do: 'begin' }],
  [/^rollback (?:(?:work|transaction) )?to\b/, { do: 'rollback-to' }],
  [/^(?:commit|rollback) prepared\b/, { do: 'drop', group: 'nothing' }],
  [/^(?:commit|end|prepare transaction)\b/, { do: 'commit' }],
  [/^(?:rollback|abort)\b/, { do: 'rollback' }],
  [/^discard all\b/, { do: 'discard-all' }],
  [/^discard temp/, { do: 'drop', group: 'temp ' }],
  [/^reset all\b/, { do: 'drop', group: 'set ' }],
  [/^deallocate (?:prepare )?all\b/, { do: 'drop', group: 'prepare ' }],
  [/^close all\b/, { do: 'drop', group: 'cursor ' }],
];

const NAME = '("(?:[^"]|"")*"|[^ (;]+)';
const SETTING = '(search_path|role|session_authorization|standard_conforming_strings)';

const set = new RegExp(`^set (session |local )?${SETTING}\\b`);
const setOther = /^set (session |local )?(schema|session authorization)\b/;
const reset = new RegExp(`^reset ${SETTING}\\b`);
const resetRole = /^reset session authorization\b/;
const prepare = new RegExp(`^prepare ${NAME}`);
const deallocate = new RegExp(`^deallocate (?:prepare )?${NAME}`);
const declare = new RegExp(`^declare ${NAME}`);
const close = new RegExp(`^close ${NAME}`);
const temporary =
  /^create (?:or replace )?(?:(?:global|local) )?temp(?:orary)? |^create (?:table|view) (?:if not exists )?pg_temp\.|^(?:select|with)\b.* into (?:(?:local|global) )?(?:temp|pg_temp\.)/s;
const mayAlterTemporary = /^(?:drop|alter) (?:table|view)\b/;

const settingOf = (name: string): string =>
  name === 'schema' ? 'search_path' : name.startsWith('session') ? 'role' : name;

function setStep(shape: string, text: string): Step | null {
  const found = set.exec(shape) ?? setOther.exec(shape);
  if (!found) return null;
  return { do: 'keep', group: `set ${settingOf(found[2] ?? '')}`, text, local: found[1] === 'local ' };
}

const CALL =
  /set_config"?\s*\(\s*(?:e?'([^'\\]*)'(?:::\w+)?|[^,]*)\s*,(?:[^,()']|'(?:[^']|'')*')*,\s*(true|false|'?t'?|'?f'?|[^)]*)/gi;

/** Calls of set_config, which are no settings of ours unless their first argument says so or cannot be read. */
function configSteps(shape: string, text: string): Step[] {
  if (shape.includes('pg_settings') && !/^[( ]*(?:select|with)\b/.test(shape)) return [UNKNOWN_PATH];
  if (!shape.includes('set_config')) return [];
  const calls = [...text.matchAll(CALL)];
  if (calls.length !== (text.match(/set_config/gi) ?? []).length) return [UNKNOWN_PATH];
  return calls.flatMap(([, name, local = '']): Step[] => {
    const setting = name?.trim().toLowerCase();
    if (
      setting !== undefined &&
      !/^(?:search_path|role|session_authorization|standard_conforming_strings)$/.test(setting)
    )
      return [];
    if (setting === undefined || !/^(?:true|false)$/i.test(local.trim())) return [UNKNOWN_PATH];
    return [{ do: 'keep', group: `set ${settingOf(setting)}`, text, local: /^true$/i.test(local.trim()) }];
  });
}

function namedStep(shape: string, text: string): Step | null {
  const prepared = prepare.exec(shape)?.[1];
  if (prepared !== undefined) return { do: 'keep', group: `prepare ${prepared}`, text, local: false };
  const forgotten = deallocate.exec(shape)?.[1];
  if (forgotten !== undefined) return { do: 'drop', group: `prepare ${forgotten}` };
  const cursor = declare.exec(shape)?.[1];
  if (cursor !== undefined)
    return { do: 'keep', group: `cursor ${cursor}`, text, local: !/\bwith hold\b/.test(shape) };
  const closed = close.exec(shape)?.[1];
  return closed === undefined ? null : { do: 'drop', group: `cursor ${closed}` };
}

function resetStep(shape: string): Step | null {
  const setting = reset.exec(shape)?.[1] ?? (resetRole.test(shape) ? 'role' : undefined);
  return setting === undefined ? null : { do: 'drop', group: `set ${settingOf(setting)}` };
}

function temporaryStep(shape: string, text: string): Step | null {
  if (temporary.test(shape))
    return { do: 'keep', group: `temp made ${shape}`, text, local: /\bon commit drop\b/.test(shape) };
  return mayAlterTemporary.test(shape)
    ? { do: 'keep', group: `temp altered ${shape}`, text, local: false }
    : null;
}

/**
 * What one statement leaves behind. `shape`: its text in lower case without comments and literals; `text`: as it was sent. An
 * ALTER or DROP is kept only where a temporary table may be meant (`temp altered …`).
 */
export function stepsOf(shape: string, text: string): Step[] {
  for (const [pattern, step] of PLAIN) if (pattern.test(shape)) return [step];
  const step =
    setStep(shape, text) ?? resetStep(shape) ?? namedStep(shape, text) ?? temporaryStep(shape, text);
  return step ? [step] : configSteps(shape, text);
}
