// src/report/fingerprint.ts
/** A short name for the same problem, whatever lines move around it. */
const PRIME = 16777619;
/** Two interleaved 32-bit FNV-1a sums over UTF-16 units: no secret rests on it, only that equal problems meet again. */
function sum(text, seed) {
	let hash = seed;
	for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), PRIME);
	return (hash >>> 0).toString(16).padStart(8, "0");
}
/** Sixteen hexadecimal digits. */
function fingerprint(parts) {
	const text = JSON.stringify(parts);
	return sum(text, 2166136261) + sum(text, 789269575);
}
export { fingerprint as t };
