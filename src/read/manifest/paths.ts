/** Where a manifest is looked for, the first that exists. */
export const MANIFEST_PATHS = ['lanekeeper.yml', '.github/lanekeeper.yml'] as const;

/** Names that somebody gave in good faith, where no manifest is read: silence would be taken for a gate. */
export const MISTAKEN_PATHS = ['lanekeeper.yaml', '.github/lanekeeper.yaml'] as const;

/** All that is looked for, in this order: asked of GitHub at once. */
export const WANTED_PATHS = [...MANIFEST_PATHS, ...MISTAKEN_PATHS] as const;
