// src/read/manifest/nearest.ts
/** The valid word that somebody most likely meant. */
const FARTHEST = 40;
/** Null where nothing is near enough to be a slip of the pen: at most one letter in three may differ. */
function nearest(word, candidates) {
	const wanted = plain(word);
	let best = null;
	let distance = Math.max(1, Math.floor(Math.min(wanted.length, FARTHEST) / 3)) + 1;
	if (wanted.length > FARTHEST) return null;
	for (const candidate of candidates) {
		const found = candidate.length > FARTHEST ? FARTHEST : editDistance(wanted, plain(candidate));
		if (found < distance) {
			best = candidate;
			distance = found;
		}
	}
	return best;
}
/** `dualWrite`, `dual-write` and `dual_write` are the same slip. */
const plain = (word) => word.replace(/([a-z])([A-Z])/g, "$1_$2").replaceAll("-", "_").toLowerCase();
/** Letters inserted, left out, replaced, or swapped with their neighbour. */
function editDistance(from, to) {
	let before = [];
	let row = Array.from({ length: to.length + 1 }, (_, index) => index);
	for (let i = 1; i <= from.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= to.length; j += 1) {
			const cost = from[i - 1] === to[j - 1] ? 0 : 1;
			let best = Math.min(at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + cost);
			if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) best = Math.min(best, at(before, j - 2) + 1);
			next.push(best);
		}
		before = row;
		row = next;
	}
	return at(row, to.length);
}
const at = (row, index) => row[index] ?? Number.POSITIVE_INFINITY;
export { nearest as t };
