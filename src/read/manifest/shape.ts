/** The one definition of a manifest: it validates, and `schema/lanekeeper.schema.json` is made from it. */
import { z } from 'zod';
import { isProtected, RULE_IDS, type RuleId } from '../../rule-ids.ts';
import { address, filePath, tokenEnv } from './address-shape.ts';
import { changeShape, contractShape, expandShape } from './change-shape.ts';
import { databaseShape } from './database-shape.ts';
import { glob, globs, negatableGlob } from './glob-shape.ts';
import { listOf, mapOf, named } from './map-shape.ts';
import { once } from './once.ts';
import { duration, durationOrZero, flag, lastDay, line, name, oneOf, reason, written } from './scalars.ts';

const deploymentEnvironment = () => line('the name of a GitHub environment');

const environmentShape = once(() =>
  mapOf(
    {
      name: line('the name of an environment'),
      deployments: z
        .union(
          [
            mapOf({
              names: listOf(deploymentEnvironment(), 'a list of GitHub environments').optional(),
              workflows: listOf(
                glob(),
                'a list of workflow files such as [.github/workflows/deploy.yml]',
              ).optional(),
              creators: listOf(
                line('a login'),
                'a list of logins such as ["github-actions[bot]"]',
              ).optional(),
            }),
            mapOf({ ref: line('a ref such as refs/heads/edge') }),
          ],
          'a map such as { names: [eu-production] } or { ref: refs/heads/edge }',
        )
        .optional()
        .describe('Where live commits are read from. Default: GitHub deployments of this name, by anyone.'),
    },
    'a map such as { name: production }',
  ),
);

const http = { url: address(), token_env: tokenEnv().optional() };
const SOURCE = 'a map with a type: query-log, prometheus or file';

const proof = {
  sources: listOf(line('the id of a source'), 'a list of source ids such as [pg-primary]')
    .optional()
    .describe('All of them must report. Default: those that the answer calls required.'),
  max_age: duration().prefault('15m').describe('How old the newest record may be.'),
  max_gap: durationOrZero().prefault('0s').describe('Gaps up to this long are let be, and told.'),
};

const fileAt = { path: filePath().optional(), url: filePath().optional() };

const telemetryShape = once(() =>
  z.discriminatedUnion(
    'type',
    [
      mapOf({ type: z.literal('query-log'), ...http, ...proof }),
      mapOf({ type: z.literal('prometheus'), ...http, ...proof }),
      mapOf({ type: z.literal('file'), ...fileAt, ...proof }),
    ],
    SOURCE,
  ),
);

const flagsShape = once(() =>
  z.discriminatedUnion(
    'type',
    [mapOf({ type: z.literal('ofrep'), ...http }), mapOf({ type: z.literal('file'), ...fileAt })],
    'a map with a type: ofrep or file',
  ),
);

const OVERRIDE = 'an override lets one pull request through';
const isOpen = (id: string): boolean => !isProtected(id);
const anySetting = once(() => oneOf(['block', 'warn', 'off']).optional());
const setting = (id: RuleId) =>
  isOpen(id)
    ? anySetting()
    : z.literal('block', `block: '${id}' protects data and cannot be weakened (${OVERRIDE})`).optional();
const settings = () =>
  Object.fromEntries(RULE_IDS.map((id) => [id, setting(id)])) as Record<RuleId, ReturnType<typeof setting>>;

const exemptable = () =>
  z.enum(RULE_IDS.filter(isOpen) as [string, ...string[]], {
    error: ({ input }) =>
      typeof input === 'string' && isProtected(input)
        ? `another rule: '${input}' protects data and cannot be exempted (${OVERRIDE})`
        : 'the id of a rule, such as online-ddl',
  });

const APPROVER = 'a user or team with @, such as @octocat or @acme/dba';
const ID = 'an id in kebab-case, such as split-user-name';
const KEEP = 'a duration such as 7d, or a number of deployments such as 5 deployments';

/** What may stand in a manifest, each made when it is needed. */
const PARTS = {
  version: () => z.literal(1, '1').optional().describe('The version of this format: 1.'),
  mode: () =>
    oneOf(['enforce', 'observe'])
      .prefault('enforce')
      .describe('observe: reports pass, and tells what the verdict would have been.'),
  databases: () =>
    named(name(), databaseShape(), 'a map of databases').refine(
      (databases) => Object.keys(databases).length > 0,
      'at least one database',
    ),
  environments: () =>
    z
      .array(environmentShape(), 'a list such as [{ name: production }]')
      .optional()
      .describe('In rollout order.'),
  code: () =>
    mapOf({
      include: globs().optional().describe('Where code lives. Default: every file that is not excluded.'),
      exclude: globs(negatableGlob)
        .optional()
        .describe('Added to what never counts as code; !pattern takes away from it.'),
    }).optional(),
  consumers: () =>
    z
      .array(
        mapOf({
          repository: z
            .string('a repository such as acme/billing')
            .regex(/^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/, 'a repository such as acme/billing'),
          environments: z
            .record(
              line('the name of an environment'),
              line('the name of an environment'),
              'a map such as { production: prod }',
            )
            .optional()
            .describe('This repository’s environments by the names that the consumer has for them.'),
        }),
        'a list such as [{ repository: acme/billing }]',
      )
      .optional()
      .describe('Other repositories whose code uses these databases.'),
  telemetry: () => named(name(), telemetryShape(), 'a map of telemetry sources').optional(),
  flags: () => flagsShape().optional(),
  approval: () =>
    mapOf({
      approvers: listOf(
        z.string(APPROVER).regex(/^@[A-Za-z0-9][A-Za-z0-9_-]*(?:\[bot\])?(?:\/[A-Za-z0-9._-]+)?$/, APPROVER),
        'a list of users and teams such as ["@acme/dba"]',
      ).optional(),
      expires: duration().prefault('3d'),
      self_approval: flag().default(false),
    }).optional(),
  include: () => globs().optional().describe("Further files, each holding a 'changes' map."),
  rules: () => mapOf(settings()).optional().describe('block, warn or off, per rule.'),
  rollback: () =>
    mapOf({
      keep: written(KEEP, /^(?:\d+\s*[smhdw]|P[0-9WDTHMS]+|[1-9]\d{0,5} deployments?)$/, (text) => text),
    }).optional(),
  exemptions: () =>
    z
      .array(
        mapOf({ rule: exemptable(), path: glob(), reason: reason(), until: lastDay().optional() }),
        'a list such as [{ rule: online-ddl, path: db/0001.sql, reason: the table was empty }]',
      )
      .optional(),
  defaults: () =>
    mapOf({ expand: expandShape().optional(), contract: contractShape().optional() })
      .optional()
      .describe('Other defaults for every change.'),
  changes: () => changesShape().nullish(),
};

type Parts = { [Key in keyof typeof PARTS]: ReturnType<(typeof PARTS)[Key]> };

const ROOT = "a map with 'databases' and 'changes'";
/** An absent one of these becomes something. */
const GIVEN = new Set(['databases', 'mode']);
const absent = once(() => z.undefined().optional());

const shapeWith = (isMade: (key: string) => boolean) => {
  const made = Object.entries(PARTS).map(([key, make]) => [key, isMade(key) ? make() : absent()]);
  return mapOf(Object.fromEntries(made) as Parts, ROOT);
};

export const rootShape = once(() => shapeWith(() => true));

/**
 * Accepts what `rootShape` accepts among manifests without further keys than these, and reads it alike. Most manifests have few
 * of the keys, and to make the shapes of all takes longer than to check them. Mistakes are told from the whole shape.
 */
export const rootShapeOf = (value: unknown) => {
  const keys = typeof value === 'object' && value !== null ? new Set(Object.keys(value)) : new Set();
  return shapeWith((key) => keys.has(key) || GIVEN.has(key));
};

function changesShape() {
  return named(
    z
      .string(ID)
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, ID)
      .max(100, ID),
    changeShape(),
    'a map of changes',
  );
}

/** A file that the manifest includes. */
export const includedShape = once(() =>
  mapOf(
    { version: z.literal(1, '1').optional(), changes: changesShape().nullish() },
    "a map with 'changes' alone",
  ),
);

export type WrittenManifest = z.output<ReturnType<typeof rootShape>>;
export type WrittenSource = z.output<ReturnType<typeof telemetryShape>>;
export type WrittenFlags = z.output<ReturnType<typeof flagsShape>>;
