/** What an engine answers, and which of it is believed: whole answers, of the time that was asked, in finite numbers. */
import { z } from 'zod';
import { formatTime } from '../../time.ts';
import { plain } from '../ask-json/problem.ts';
import { describeMistakes } from './mistakes.ts';

export type Labels = Readonly<Record<string, string>>;

/** A series' points, seconds of time and value, in order of time. An instant query gives one. */
export interface Series {
  labels: Labels;
  points: { at: number; value: number }[];
}

export type Taken = { series: Series[] } | { refused: string };

/** Numbers travel as text, for JSON has no NaN; a value of any other form is no value. */
const point = z.tuple([z.number(), z.string()]);
const labels = z.record(z.string(), z.string());
const notes = z.array(z.string()).nullish();

const envelope = z.looseObject({
  status: z.literal('success'),
  warnings: notes,
  infos: notes,
  isPartial: z.boolean().nullish(),
  partial: z.boolean().nullish(),
  data: z.discriminatedUnion('resultType', [
    z.looseObject({
      resultType: z.literal('vector'),
      result: z.array(z.looseObject({ metric: labels, value: point })),
    }),
    z.looseObject({
      resultType: z.literal('matrix'),
      result: z.array(z.looseObject({ metric: labels, values: z.array(point) })),
    }),
  ]),
});

type Envelope = z.output<typeof envelope>;

function toSeries(data: Envelope['data']): Series[] {
  const toPoint = ([at, text]: [number, string]) => ({ at, value: numberOf(text) });
  return data.resultType === 'vector'
    ? data.result.map(({ metric, value }) => ({ labels: metric, points: [toPoint(value)] }))
    : data.result.map(({ metric, values }) => ({ labels: metric, points: values.map(toPoint) }));
}

/** NaN for whatever is no finite decimal number. */
const numberOf = (text: string): number =>
  /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;

/** The labels that tell one series from another, as one word. */
export function keyOf(of: Labels, without: readonly string[] = []): string {
  const kept = Object.entries(of).filter(([name]) => name !== '__name__' && !without.includes(name));
  return JSON.stringify(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function refuseNotes({ warnings, infos, isPartial, partial }: Envelope): string | null {
  const [said] = [...(warnings ?? []), ...(infos ?? [])];
  if (said !== undefined) return `it comes with a warning, and may not be whole: ${plain(said, 200)}`;
  return isPartial || partial ? 'it calls itself partial' : null;
}

function refuseSeries(series: readonly Series[], asked: { from: number; to: number }): string | null {
  const seen = new Set<string>();
  for (const one of series) {
    const key = keyOf(one.labels) + (one.labels.__name__ ?? '');
    if (seen.has(key)) return 'it has one series twice';
    seen.add(key);
    for (const { at, value } of one.points) {
      if (!(value >= 0 && value <= LARGEST))
        return `it has a value that is no number from 0 on, or beyond all time (NaN, infinite, negative): ${plain(key, 200)}`;
      if (!(at >= asked.from / 1000 - 1 && at <= asked.to / 1000 + 1))
        return `it is of another time than ${formatTime(asked.to)}, which was asked (a proxy that leaves out time= ?)`;
    }
  }
  return null;
}

/** The last second that has a date. */
const LARGEST = 8.64e12;

/** Total: any JSON may be given. `asked`: the span of evaluation times; for an instant query both ends are its time. */
export function takeSeries(
  raw: unknown,
  kind: 'vector' | 'matrix',
  asked: { from: number; to: number },
): Taken {
  const parsed = envelope.safeParse(raw);
  if (!parsed.success) {
    const [mistake] = describeMistakes(parsed.error);
    return { refused: `it is not in the form of /api/v1/query: ${mistake ?? 'unreadable'}` };
  }
  const { data } = parsed.data;
  if (data.resultType !== kind) return { refused: `it is a ${data.resultType}, and a ${kind} was asked` };
  const series = toSeries(data);
  const refused = refuseNotes(parsed.data) ?? refuseSeries(series, asked);
  return refused === null ? { series } : { refused };
}
