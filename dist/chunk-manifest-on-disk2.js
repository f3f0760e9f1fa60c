import { n as loadManifest, r as globMatcher } from "./chunk-manifest.js";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
// src/world/manifest-on-disk.ts
/** The manifest as it lies in the work tree: for `validate` and `lint`, which judge no pull request. */
const SKIPPED = /* @__PURE__ */ new Set([
	"node_modules",
	".git",
	"vendor",
	"dist",
	"target"
]);
/** Paths below a folder, relative to it, without what is never a manifest's. */
async function filesBelow(root, folder = "") {
	const nested = (await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])).map(async (entry) => {
		const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
		if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow(root, path);
		return entry.isFile() ? [path] : [];
	});
	return (await Promise.all(nested)).flat();
}
/** Reads the manifest in a folder. `path` null: `lanekeeper.yml`, else `.github/lanekeeper.yml`. */
async function manifestOnDisk(root, path) {
	const list = async (glob) => (await filesBelow(root)).filter(globMatcher(glob));
	const read = async (name) => readFile(join(root, name), "utf8").catch(() => null);
	return loadManifest(list, read, path ?? void 0);
}
export { manifestOnDisk as t };
