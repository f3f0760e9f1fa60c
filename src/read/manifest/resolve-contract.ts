/** What a contract must prove: the change's own words, else the manifest's defaults, else the strict ones. */
import type { Contract, Duration, Mode, Off } from '../../model.ts';
import type { WrittenContract } from './change-shape.ts';

const DAY = 86_400_000;

/** The strict defaults, so that a change of two lines is safe. */
const STRICT = { soak: 7 * DAY, deprecation: 30 * DAY, quiet: 14 * DAY, divergence: 7 * DAY } as const;

export interface Shape {
  mode: Mode;
  announced: boolean;
  dualWrite: boolean;
}

type Divergence = NonNullable<WrittenContract['divergence']>;

/** `own` and `defaults` may be empty. Without an announcement no deprecation is asked, without a dual write no comparison. */
export function resolveContract(own: WrittenContract, defaults: WrittenContract, shape: Shape): Contract {
  return {
    soak: own.soak ?? defaults.soak ?? STRICT.soak,
    deprecation: shape.announced ? (own.deprecation ?? defaults.deprecation ?? STRICT.deprecation) : null,
    quiet: resolveQuiet(own.quiet ?? {}, defaults.quiet ?? {}),
    divergence:
      shape.dualWrite || own.divergence !== undefined
        ? resolveDivergence(own.divergence, defaults.divergence)
        : null,
    backfill: resolveBackfill(own.backfill, defaults.backfill, shape.mode),
    approvals: own.approvals ?? defaults.approvals ?? 1,
  };
}

type Quiet = NonNullable<WrittenContract['quiet']>;

function resolveQuiet(own: Quiet, defaults: Quiet): Contract['quiet'] {
  return {
    window: own.window ?? defaults.window ?? STRICT.quiet,
    reads: own.reads ?? defaults.reads ?? 0,
    writes: own.writes ?? defaults.writes ?? 0,
    ignore: own.ignore ?? defaults.ignore ?? [],
    implicit: own.implicit ?? defaults.implicit ?? 'count',
  };
}

function resolveDivergence(
  own: Divergence | undefined,
  defaults: Divergence | undefined,
): { max: number; window: Duration } | Off {
  const written = own ?? defaults ?? {};
  if ('off' in written) return written;
  const other = defaults && !('off' in defaults) ? defaults : {};
  return { max: written.max ?? other.max ?? 0, window: written.window ?? other.window ?? STRICT.divergence };
}

/** Data that nobody copied must not be dropped: asked of every parallel change, and where it is asked for in words. */
function resolveBackfill(
  own: WrittenContract['backfill'],
  defaults: WrittenContract['backfill'],
  mode: Mode,
): Contract['backfill'] {
  if (own !== undefined) return own;
  return mode === 'parallel' ? (defaults ?? 'required') : null;
}
