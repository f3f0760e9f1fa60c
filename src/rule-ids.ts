/** Every rule's id, in the order in which people read them: the manifest, the files, the change, its proof, deployments. */
export const RULE_IDS = [
  'manifest-valid',
  'manifest-loosened',
  'unreadable-migration',
  'migration-edited',
  'migration-sequence',
  'in-place-change',
  'tighten-after-writers',
  'online-ddl',
  'transaction-scope',
  'lock-timeout',
  'batched-data',
  'undeclared-contract',
  'separate-phases',
  'schema-before-code',
  'no-new-references',
  'phase-order',
  'no-references',
  'schema-dependents',
  'quiet',
  'divergence',
  'backfill',
  'soak',
  'deprecation',
  'approval',
  'rollback-horizon',
  'deploy-order',
  'safe-rollback',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

/** These protect data: no setting and no exemption takes them away, only an override does, once. */
export const PROTECTED = [
  'undeclared-contract',
  'quiet',
  'approval',
  'safe-rollback',
  'phase-order',
] as const satisfies readonly RuleId[];

export type ProtectedRuleId = (typeof PROTECTED)[number];

export function isRuleId(text: string): text is RuleId {
  return RULE_IDS.some((id) => id === text);
}

export function isProtected(text: string): text is ProtectedRuleId {
  return PROTECTED.some((id) => id === text);
}
