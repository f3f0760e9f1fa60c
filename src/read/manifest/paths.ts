/** Where a manifest is looked for, the first that exists. */
export const MANIFEST_PATHS = ['lanekeeper.yml', '.github/lanekeeper.yml'] as const;
