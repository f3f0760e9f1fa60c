// src/rule-ids.ts
/** Every rule's id, in the order in which people read them: the manifest, the files, the change, its proof, deployments. */
const RULE_IDS = [
	"manifest-valid",
	"manifest-loosened",
	"unreadable-migration",
	"migration-edited",
	"migration-sequence",
	"in-place-change",
	"tighten-after-writers",
	"online-ddl",
	"transaction-scope",
	"lock-timeout",
	"batched-data",
	"undeclared-contract",
	"separate-phases",
	"schema-before-code",
	"no-new-references",
	"phase-order",
	"no-references",
	"schema-dependents",
	"quiet",
	"divergence",
	"backfill",
	"soak",
	"deprecation",
	"approval",
	"rollback-horizon",
	"deploy-order",
	"safe-rollback"
];
/** These protect data: no setting and no exemption takes them away, only an override does, once. */
const PROTECTED = [
	"undeclared-contract",
	"quiet",
	"approval",
	"safe-rollback",
	"phase-order"
];
function isRuleId(text) {
	return RULE_IDS.some((id) => id === text);
}
function isProtected(text) {
	return PROTECTED.some((id) => id === text);
}
export { isRuleId as i, RULE_IDS as n, isProtected as r, PROTECTED as t };
