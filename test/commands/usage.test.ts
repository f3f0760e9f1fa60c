import { describe, expect, it } from 'vitest';
import { call, spawnCli } from './door.ts';

const COMMANDS = [
  'check',
  'check-deploy',
  'lint',
  'status',
  'declare',
  'explain',
  'validate',
  'init',
  'demo',
];

describe('the door', () => {
  it('shows all commands on standard error and fails where none is named', () => {
    const { code, out, err } = spawnCli([]);
    expect([code, out]).toEqual([2, '']);
    for (const command of COMMANDS) expect(err).toContain(`\n  ${command}`);
  });

  it.each([['--help'], ['-h'], ['help']])('shows them on standard output for %s', (word) => {
    const { code, out, err } = spawnCli([word]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Exit codes: 0 pass, 1 block, 2 error');
  });

  it('tells its version', () => {
    expect(spawnCli(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      err: '',
    });
  });

  it.each([
    [['chek'], 'there is no command "chek"', 'Did you mean check?'],
    [['help', 'lnt'], 'there is no command "lnt"', 'Did you mean lint?'],
    [['constructor'], 'there is no command "constructor"', 'lanekeeper --help'],
    [['--bogus'], 'there is no option "--bogus"', 'lanekeeper --help'],
    [['ch\u001b[31meck\u202e'], 'there is no command', 'lanekeeper --help'],
  ])('%j is bad usage, with the nearest that is known', (args, message, next) => {
    const { code, out, err } = spawnCli(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain(next);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none comes through is what is asked.
    expect(err).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('help of each command', async () => {
  const { usage } = await import('../../src/commands/usage.ts');

  it.each(COMMANDS)('%s: says how it is called and fits a terminal of 80 columns', (command) => {
    const page = usage(command);
    expect(page.startsWith(`lanekeeper ${command}`)).toBe(true);
    expect(page).toContain('Exit codes:');
    expect(page.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('is told by --help wherever it stands, but for what follows --', () => {
    expect(spawnCli(['lint', 'x.sql', '--help']).out).toContain('lanekeeper lint [FILE…]');
    expect(spawnCli(['lint', '--', '--help']).err).toContain('"--help" could not be read');
  });

  it('fits a terminal of 80 columns for all', () => {
    expect(
      usage(undefined)
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });
});

describe('options that are not understood', () => {
  it.each([
    ['check', ['--bse', 'main'], 'there is no option "--bse"', 'Did you mean --base?'],
    ['lint', ['--engin', 'x'], 'there is no option "--engin"', 'Did you mean --engine?'],
    ['check', ['-x'], 'there is no option "-x"', 'Known options: --base'],
    ['check', ['--base'], '--base needs a value', '--base VALUE'],
    ['check', ['--head', '--base', 'x'], '--head needs a value', '--head=VALUE'],
    ['check', ['--silent=1'], '--silent takes no value', 'Write --silent alone'],
    ['check', ['extra'], '"extra" is not expected here', '--help'],
    ['check', ['--now', 'tomorrow'], '--now "tomorrow" is no time', '2026-11-01T00:00:00Z'],
    ['check', ['--now', '2026-02-30'], '--now "2026-02-30" is no time', 'RFC 3339'],
    ['check', ['--format', 'jsn'], '--format "jsn" is not known here', 'text, json, markdown, sarif'],
    ['status', ['--format', 'sarif'], '--format "sarif" is not known here', 'text, json, markdown'],
    ['validate', ['--format', 'sarif'], '--format "sarif" is not known here', 'text, json'],
    ['declare', ['--format', 'json'], '--format "json" is not known here', 'It is one of: text'],
    [
      'check',
      ['--evidence', '/nowhere.json'],
      'the evidence file /nowhere.json could not be read',
      'Check the path',
    ],
    ['check', ['--repo', '/nowhere'], '/nowhere', '--repo'],
    ['lint', ['--engine', 'postgres', 'x'], '--engine "postgres" is not known', 'Did you mean postgresql?'],
    ['lint', ['--engine-version', 'new', 'x'], '--engine-version "new" is no version', 'e.g. 16'],
    ['lint', ['--engine-version', '16x', 'x'], '--engine-version "16x" is no version', 'e.g. 16'],
    ['lint', ['--framework', 'gose', 'x'], '--framework "gose" is not known', 'Did you mean goose?'],
    ['check-deploy', ['--commit', 'x'], '--environment is missing', '--environment production --commit REF'],
    ['check-deploy', [], '--environment and --commit are missing', 'lanekeeper check-deploy'],
    ['explain', ['quite'], 'there is no rule "quite"', 'Did you mean quiet?'],
    ['explain', ['quiet', 'soak'], 'one rule at a time', 'lanekeeper explain RULE'],
    ['status', ['a', 'b'], 'one change or all', 'lanekeeper status [CHANGE]'],
  ] as const)('%s %j', async (command, args, message, next) => {
    const { code, out, err } = await call(command, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).toContain(next);
  });

  it('are cut and cleaned before they are shown', async () => {
    const { err } = await call('check', '--now', `\u001b[2J\n${'x'.repeat(500)}`);
    expect(err).not.toContain('\u001b');
    expect(err.length).toBeLessThan(300);
  });
});

describe('explain', () => {
  it('lists every rule with what it holds up, and prints the page of one', async () => {
    const { RULE_IDS } = await import('../../src/rule-ids.ts');
    const { out } = await call('explain');
    const rows = out.trimEnd().split('\n');
    expect(rows.map((row) => row.split(' ')[0])).toEqual([...RULE_IDS]);
    for (const row of rows) expect(row).toMatch(/^\S+ {3,}\S.*\.$/);
    for (const rule of RULE_IDS) expect((await call('explain', rule)).out).toContain(`# ${rule}\n`);
  });
});
