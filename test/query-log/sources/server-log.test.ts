import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  followLog,
  type LogChunk,
  LogError,
  readLog,
} from '../../../src/query-log/sources/server-log/index.ts';
import { learnPrefix } from '../../../src/query-log/sources/server-log/prefix.ts';
import type { Gap, Run } from '../../../src/query-log/words.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lanekeeper-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const moment = (second: number): string => `2026-10-01 10:00:${String(second).padStart(2, '0')}.000 UTC`;
const line = (second: number, statement: string, process = 7): string =>
  `${moment(second)} [${process}] user=svc,db=app,app=billing,client=[local] LOG:  duration: 0.1 ms  statement: ${statement}\n`;
const failure = (second: number, statement: string): string =>
  `${moment(second)} [7] user=svc,db=app,app=billing,client=[local] ERROR:  column "x" does not exist at character 8\n` +
  `${moment(second)} [7] user=svc,db=app,app=billing,client=[local] STATEMENT:  ${statement.replaceAll('\n', '\n\t')}\n`;

interface Told {
  texts: string[];
  gaps: string[];
}
const toldBy = (runs: readonly Run[], gaps: readonly Gap[]): Told => ({
  texts: runs.map(({ text, failed }) => (failed ? `${text} !` : text)),
  gaps: gaps.map(({ reason }) => reason),
});

async function read(text: string, chunkBytes = 1 << 20): Promise<Told> {
  const path = join(folder, 'read.log');
  writeFileSync(path, text);
  const chunks: LogChunk[] = [];
  for await (const chunk of readLog(path, { chunkBytes })) chunks.push(chunk);
  return toldBy(
    chunks.flatMap(({ runs }) => runs),
    chunks.flatMap(({ gaps }) => gaps),
  );
}

/** Follows until `enough` statements were told, or nothing came for a while. */
async function follow(target: string, act: (told: number) => void, enough: number): Promise<Told> {
  const stop = new AbortController();
  const runs: Run[] = [];
  const gaps: Gap[] = [];
  const patience = setTimeout(() => stop.abort(), 4000);
  for await (const chunk of followLog(target, { signal: stop.signal, every: 20 })) {
    runs.push(...chunk.runs);
    gaps.push(...chunk.gaps);
    act(runs.length);
    if (runs.length >= enough) setTimeout(() => stop.abort(), 100);
  }
  clearTimeout(patience);
  return toldBy(runs, gaps);
}

describe('a log that lies there', () => {
  const text = [
    line(1, 'SELECT a FROM t'),
    line(2, "SELECT 'ü',\n\tb\n\tFROM t"),
    failure(3, 'SELECT x\nFROM t'),
    line(4, 'COMMIT', 8),
    `${moment(5)} [1] user=,db=,app=,client= LOG:  checkpoint starting: time\n`,
    line(6, 'SELECT last FROM t'),
  ].join('');
  const whole = [
    'SELECT a FROM t',
    "SELECT 'ü',\nb\nFROM t",
    'SELECT x\nFROM t !',
    'COMMIT',
    'SELECT last FROM t',
  ];

  test('is read the same in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (bytes) => {
        expect(await read(text, bytes)).toEqual({ texts: whole, gaps: [] });
      }),
      { numRuns: 60 },
    );
  });

  test('is read to the last line, also where that has no end', async () => {
    expect((await read(text.slice(0, -1))).texts).toEqual(whole);
  });

  test('goes on from any position: nothing is lost, nothing told twice', async () => {
    const path = join(folder, 'on.log');
    for (const cut of [line(1, 'SELECT a FROM t').length, text.indexOf('STATEMENT'), text.length - 20]) {
      const start = text.slice(0, text.lastIndexOf('\n', cut) + 1);
      writeFileSync(path, start);
      const texts: string[] = [];
      let position: ReturnType<LogChunk['position']> | null = null;
      for await (const chunk of readLog(path, { finish: false })) {
        texts.push(...toldBy(chunk.runs, []).texts);
        position = JSON.parse(JSON.stringify(chunk.position()));
      }
      writeFileSync(path, text);
      for await (const chunk of readLog(path, { position })) texts.push(...toldBy(chunk.runs, []).texts);
      expect(texts, `cut at ${cut}`).toHaveLength(whole.length);
    }
  });

  test.each([
    ['no log at all', 'Dear diary,\ntoday nothing happened.\n', 'unknown-format'],
    ['lines without a time', 'LOG:  statement: SELECT 1\n', 'no-time-in-prefix'],
    [
      'another language',
      '{"timestamp":"2026-10-01 10:00:00.000 UTC","error_severity":"FEHLER","message":"x"}\n',
      'not-in-english',
    ],
    ['a zone that means several', line(1, 'SELECT 1').replace('UTC', 'CST'), 'unknown-time-zone'],
  ])('%s is refused with a reason', async (_, content, code) => {
    const error = await read(content).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(LogError);
    expect(error).toMatchObject({ code });
  });

  test('of any bytes ends in runs or in a refusal', async () => {
    const pieces = fc.array(
      fc.oneof(fc.string(), fc.constantFrom(line(1, 'SELECT 1'), '\t', '"', '\n', '{"timestamp":')),
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (some) => {
        const outcome = await read(some.join('')).catch((error) => error);
        expect(outcome instanceof LogError || Array.isArray(outcome.texts)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a log that grows', () => {
  const path = (name = 'server.log'): string => join(folder, name);

  test('is read on as it is written', async () => {
    writeFileSync(path(), line(1, 'SELECT 1'));
    let added = false;
    const add = (): void => {
      if (!added) appendFileSync(path(), line(2, 'SELECT 2') + line(3, 'SELECT 3'));
      added = true;
    };
    expect(await follow(path(), add, 3)).toEqual({ texts: ['SELECT 1', 'SELECT 2', 'SELECT 3'], gaps: [] });
  });

  test('that is renamed and made anew loses nothing', async () => {
    writeFileSync(path(), line(1, 'SELECT 1'));
    let rotated = false;
    const rotate = (): void => {
      if (rotated) return;
      rotated = true;
      appendFileSync(path(), line(2, 'SELECT 2'));
      renameSync(path(), path('server.log.1'));
      writeFileSync(path(), line(3, 'SELECT 3'));
    };
    expect(await follow(path(), rotate, 3)).toEqual({
      texts: ['SELECT 1', 'SELECT 2', 'SELECT 3'],
      gaps: [],
    });
  });

  test('that is renamed before the server leaves it loses nothing', async () => {
    writeFileSync(path(), line(1, 'SELECT 1'));
    const steps = [
      () => {
        renameSync(path(), path('server.log.1'));
        writeFileSync(path(), '');
        appendFileSync(path('server.log.1'), line(2, 'SELECT 2'));
      },
      () => appendFileSync(path('server.log.1'), line(3, 'SELECT 3')),
      () => appendFileSync(path(), line(4, 'SELECT 4')),
    ];
    let taken = 0;
    const next = (count: number): void => {
      if (count > taken) steps[taken++]?.();
    };
    const told = await follow(path(), next, 4);
    expect(told).toEqual({ texts: ['SELECT 1', 'SELECT 2', 'SELECT 3', 'SELECT 4'], gaps: [] });
  });

  const numbered = (second: number, statement: string): string =>
    `${JSON.stringify({
      timestamp: moment(second),
      pid: 7,
      session_id: '68dd0001.7',
      line_num: second,
      error_severity: 'LOG',
      message: `duration: 0.1 ms  statement: ${statement}`,
    })}\n`;

  test.each([
    ['and its lines have numbers: none is missing', numbered, []],
    ['and they have none: what came between the two is in neither', line, ['log-copied-and-cut']],
  ])('that is copied and cut, %s', async (_, write, gaps) => {
    writeFileSync(path(), write(1, 'SELECT 1'));
    let rotated = false;
    const rotate = (): void => {
      if (rotated) return;
      rotated = true;
      appendFileSync(path(), write(2, 'SELECT 2'));
      copyFileSync(path(), path('server.log.1'));
      truncateSync(path(), 0);
      appendFileSync(path(), write(3, 'S'));
    };
    expect(await follow(path(), rotate, 3)).toEqual({ texts: ['SELECT 1', 'SELECT 2', 'S'], gaps });
  });

  test('in a folder is read file by file, in one form only', async () => {
    writeFileSync(path('a.log'), line(1, 'SELECT 1'));
    let rotated = false;
    const rotate = (): void => {
      if (!rotated) writeFileSync(path('b.log'), line(2, 'SELECT 2'));
      rotated = true;
    };
    expect(await follow(folder, rotate, 2)).toEqual({ texts: ['SELECT 1', 'SELECT 2'], gaps: [] });
  });

  test('that vanished before it was read leaves a gap', async () => {
    writeFileSync(path(), line(1, 'SELECT 1') + line(2, 'SELECT 2'));
    let rotated = false;
    const rotate = (): void => {
      if (rotated) return;
      rotated = true;
      rmSync(path());
      writeFileSync(path('other.log'), line(9, 'SELECT 9'));
      renameSync(path('other.log'), path());
    };
    const told = await follow(path(), rotate, 3);
    expect(told.gaps).toEqual(['log-rotated-unread']);
    expect(told.texts).toEqual(['SELECT 1', 'SELECT 2', 'SELECT 9']);
  });
});

test('no log proves by itself that every statement is in it: a role may have settings of its own', async () => {
  const file = join(folder, 'all.log');
  writeFileSync(file, line(1, 'SELECT 1').replace('duration: 0.1 ms  ', ''));
  const modes = async (complete: boolean): Promise<string[]> => {
    const told: string[] = [];
    for await (const chunk of readLog(file, { complete })) told.push(chunk.completeness().sampling.mode);
    return told;
  };
  expect(new Set(await modes(false))).toEqual(new Set(['threshold']));
  expect(new Set(await modes(true))).toEqual(new Set(['full']));
});

test.each([
  [
    '%m [%p] %q%u@%d ',
    ['2026-10-01 10:00:00.000 UTC [7] svc@app LOG:  x', '2026-10-01 10:00:00.000 UTC [1] LOG:  x'],
  ],
  [
    '%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h ',
    ['2026-10-01 10:00:00 UTC [7]: [3-1] user=svc,db=app,app=x,client=1.2.3.4 LOG:  x'],
  ],
  ['%t:%r:%u@%d:[%p]:', ['2026-10-01 10:00:00 UTC:10.0.0.1(5432):svc@app:[7]:LOG:  x']],
  ['%m [%c] ', ['2026-10-01 10:00:00.000 UTC [68dd0001.1a] LOG:  x']],
])('the prefix %s is learnt from its lines', (template, lines) => {
  expect(learnPrefix(lines)).toBe(template);
});
