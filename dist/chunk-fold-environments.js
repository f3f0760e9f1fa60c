// src/report/fold-environments.ts
/** Stands where the environment's name stood; what shows a finding shows no control character. */
const SLOT = "\0";
function saying({ message, why, seen, next }, from, to) {
	const put = (text) => text.replaceAll(from, () => to);
	return {
		message: put(message),
		why: put(why),
		seen: put(seen),
		next: put(next)
	};
}
/** What two findings must share to be one, but for the names of their environments; null: it is about none. */
function keyOf(finding) {
	const { rule, status, change, phase, environment, path, line, column, until } = finding;
	if (environment === null || environment === "") return null;
	return JSON.stringify([[
		rule,
		status,
		change,
		phase,
		path,
		line,
		column,
		until
	], saying(finding, environment, SLOT)]);
}
function listed(names) {
	const last = names.at(-1) ?? "";
	return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
function together(alike) {
	const [first] = alike;
	if (alike.length === 1 || first.environment === null) return first;
	const environment = listed([...new Set(alike.flatMap((one) => one.environment ?? []))]);
	const said = saying(saying(first, first.environment, SLOT), SLOT, environment);
	return {
		...first,
		...said,
		environment,
		evidence: alike.flatMap(({ evidence }) => evidence)
	};
}
/** In their order, each at the place of its first. */
function foldEnvironments(findings) {
	const groups = /* @__PURE__ */ new Map();
	for (const [index, finding] of findings.entries()) {
		const key = keyOf(finding) ?? `alone ${index}`;
		const group = groups.get(key);
		if (group) group.push(finding);
		else groups.set(key, [finding]);
	}
	return [...groups.values()].map(together);
}
export { foldEnvironments as t };
