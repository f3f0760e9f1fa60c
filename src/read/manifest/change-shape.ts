/** The shape of one change, as people write it. */
import { z } from 'zod';
import { globs } from './glob-shape.ts';
import { listOf, mapOf } from './map-shape.ts';
import { once } from './once.ts';
import {
  duration,
  durationOrZero,
  line,
  moment,
  objectName,
  oneOf,
  rate,
  reason,
  share,
  size,
} from './scalars.ts';

const off = once(() => mapOf({ off: reason().describe('Why it is switched off; every report repeats it.') }));

/** A requirement, or `{ off: reason }`; a bare `off` is none of both. */
function orOff<T extends z.ZodType>(requirement: T, expected: string) {
  return z.union([requirement, off()], `${expected}, or { off: reason } to switch it off aloud`);
}

const quiet = () =>
  mapOf(
    {
      window: duration().optional().describe('How long nobody may have used the old shape. Default: 14d.'),
      reads: size(0).optional().describe('Reads allowed in the window. Default: 0.'),
      writes: size(0).optional().describe('Writes allowed in the window. Default: 0.'),
      ignore: z
        .array(line('the name of a service'), 'a list of services, such as [pg_dump]')
        .optional()
        .describe('Services whose queries do not count.'),
      implicit: oneOf(['count', 'allow'])
        .optional()
        .describe('Whether SELECT * counts as a read. Default: count.'),
    },
    'a map such as { window: 14d }; quiet cannot be switched off (an override lets one pull request through)',
  );

const APPROVALS =
  'a whole number from 1 on; approvals cannot be switched off (an override lets one pull request through)';

export const contractShape = once(() =>
  mapOf({
    soak: orOff(duration(), 'a duration above zero such as 7d')
      .optional()
      .describe('How long code free of the old shape must have been live everywhere. Default: 7d.'),
    deprecation: orOff(duration(), 'a duration above zero such as 30d')
      .optional()
      .describe("How long since 'announced'. Default where something was announced: 30d."),
    quiet: quiet().optional().describe('Proof from telemetry that nothing uses the old shape any more.'),
    divergence: orOff(
      mapOf({
        max: share().optional().describe('Share of comparisons that may differ. Default: 0.'),
        window: duration().optional().describe('Default: 7d.'),
      }),
      'a map such as { max: 0.0001, window: 7d }',
    )
      .optional()
      .describe('How far old and new shape may disagree while both are written.'),
    backfill: orOff(oneOf(['required']), "'required'")
      .optional()
      .describe(
        'Whether the backfill must be complete. Default for a change that adds and removes: required.',
      ),
    approvals: z
      .number(APPROVALS)
      .check(z.int(APPROVALS), z.gte(1, APPROVALS), z.lte(100, APPROVALS))
      .optional()
      .describe('How many people must approve. Default: 1.'),
  }),
);

export const expandShape = once(() =>
  mapOf({
    soak: durationOrZero().optional().describe('How long the expand must have been live. Default: 0s.'),
  }),
);

const step = (what: string) =>
  mapOf({
    code: globs().describe('The files that do it.'),
    flag: line('the key of a flag').optional().describe('The flag that switches it on.'),
  })
    .optional()
    .describe(what);

const migrateShape = once(() =>
  mapOf({
    dual_write: step('Both shapes are written.'),
    backfill: mapOf({
      rows: size(0).optional().describe('Rows to copy.'),
      batch: size(1).optional().describe('Rows in a batch.'),
      rate: rate().optional().describe('Rows a second, such as 50_000/s.'),
      job: line('the name of a job')
        .optional()
        .describe("Its name at the telemetry source. Default: the change's id."),
    })
      .optional()
      .describe('Rows are copied from the old shape to the new one.'),
    read_new: step('Reads come from the new shape.'),
    stop_old: step('Nothing uses the old shape any more.'),
  }),
);

const NAMES = `a list of objects such as [users.name]`;
const names = once(() => listOf(objectName(), NAMES).optional());
const objects = (what: string) => names().describe(what);

export const changeShape = once(() =>
  mapOf(
    {
      summary: line('one line of text').optional().describe('What the change is for, in one line.'),
      owner: line('a person or team such as @acme/identity').optional().describe('Who answers for it.'),
      database: line('the name of a database')
        .optional()
        .describe('May be left out where there is one database.'),
      announced: moment().optional().describe('Start of the deprecation window.'),
      adds: objects('Objects of the new shape.'),
      removes: objects('Objects of the old shape.'),
      renames: z
        .record(objectName(), objectName(), 'a map such as { users.name: users.full_name }')
        .optional()
        .describe('Short for one adds and one removes each: { old: new }.'),
      tightens: objects(
        'Objects that begin to refuse what old code may still write: NOT NULL, a check, a key.',
      ),
      rewrites: objects('Objects whose data changes in batches.'),
      expand: expandShape().optional(),
      migrate: migrateShape().optional(),
      writers: mapOf({ code: globs().describe('Code that already keeps the new rule.') })
        .optional()
        .describe('For tightens: the code that writes these objects.'),
      references: mapOf({
        patterns: listOf(line('a regular expression'), 'a list of regular expressions')
          .optional()
          .describe('Regular expressions that mention the objects.'),
        paths: globs().optional().describe('Where to look.'),
      })
        .optional()
        .describe('Replaces the guess of what mentions the objects in code.'),
      contract: contractShape().optional().describe('What must be proved before the old shape goes.'),
    },
    'a map such as { removes: [users.legacy_flags] }',
  ),
);

/** A change as it was written, with durations, sizes and times already read. */
export type WrittenChange = z.output<ReturnType<typeof changeShape>>;
export type WrittenContract = z.output<ReturnType<typeof contractShape>>;
