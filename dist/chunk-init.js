import { t as openRepository } from "./chunk-git.js";
import { t as require_dist } from "./chunk-dist.js";
import { c as requireCommit, s as isRegular } from "./chunk-texts.js";
import { t as UserError } from "./chunk-user-error.js";
import { t as foundDatabases } from "./chunk-migration-sets.js";
import { n as readOptions } from "./chunk-options.js";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
// src/read/manifest/first-manifest.ts
var import_dist = require_dist();
/** YAML with comments, valid as it is where at least one database was found. */
function writeFirstManifest(found) {
	return [
		"# yaml-language-server: $schema=./node_modules/lanekeeper/schema/lanekeeper.schema.json",
		"version: 1",
		"",
		writeDatabases(found.databases),
		writeEnvironments(found.environments),
		NEXT
	].join("\n");
}
function writeDatabases(databases) {
	if (databases.length === 0) return "# No migrations were found. Name the folder they are in:\ndatabases:\n  app:\n    engine: postgresql\n    migrations: db/migrations\n";
	const written = Object.fromEntries(databases.map(({ name, engine, version, migrations, framework }) => [name, {
		engine,
		...version === null ? {} : { version: String(Number(version)) === version ? Number(version) : version },
		migrations: migrations.length === 1 ? migrations[0] : migrations,
		...framework === "auto" ? {} : { framework }
	}]));
	return (databases.some(({ version }) => version === null) ? "# Add each database's version (version: 17): some operations are safe from one version on only.\n" : "") + (0, import_dist.stringify)({ databases: written });
}
function writeEnvironments(environments) {
	if (environments.length > 0) return `# In rollout order: check it.\n${(0, import_dist.stringify)({ environments: environments.map((name) => ({ name })) })}`;
	return "# No environments were found. List them in rollout order, by their names on GitHub:\n# environments:\n#   - name: staging\n#   - name: production\n";
}
const NEXT = `# Proof that nothing uses an old shape any more (a service that speaks the query-log protocol):
# telemetry:
#   queries: { type: query-log, url: https://query-log.example.com, token_env: QUERY_LOG_TOKEN }
# ... and under the database: telemetry: queries

# Who may approve that something is removed:
# approval: { approvers: ["@your-org/your-team"] }

# lanekeeper declare prints the entry for what a migration does.
changes: {}
`;
// src/read/found/database-images.ts
const IMAGE = /^[ \t-]*image:[ \t]*["']?([^\s"'#]+)/gm;
const ENGINES = [
	[/^(?:postgres|postgresql|postgis|pgvector|timescaledb)$/, "postgresql"],
	[/^(?:mysql|mysql-server|percona)$/, "mysql"],
	[/^mariadb$/, "mariadb"]
];
function versionOf(engine, tag) {
	const number = (/pg(\d+)/.exec(tag) ?? /^v?(\d+(?:\.\d+)?)/.exec(tag))?.[1] ?? null;
	return engine === "postgresql" ? number?.split(".")[0] ?? null : number;
}
function readImage(image) {
	const [name = "", tag = ""] = (image.split("/").at(-1) ?? "").split("@")[0]?.split(":") ?? [];
	const engine = ENGINES.find(([pattern]) => pattern.test(name))?.[1];
	return engine ? {
		engine,
		version: versionOf(engine, tag)
	} : null;
}
/** The one engine that the files start; null: none, or several, of which nobody knows which is whose. */
function databaseImageIn(files) {
	const found = files.flatMap((file) => [...file.matchAll(IMAGE)].flatMap(([, image]) => readImage(image ?? "") ?? []));
	const [first] = found;
	if (!first || found.some(({ engine }) => engine !== first.engine)) return null;
	const versions = new Set(found.map(({ version }) => version));
	return {
		engine: first.engine,
		version: versions.size === 1 ? first.version : null
	};
}
// src/read/found/environments.ts
/** Environments that a repository's workflows deploy to. */
/** Environments on GitHub that no service runs in. */
const NOT_RUN_IN = /^(?:github-pages|pages|pypi|testpypi|npm|crates(?:\.io)?|release|releases|docs?|preview.*)$/i;
/** Rollout order as names tell it; what is not known stands in between, as it was found. */
const ORDER = [
	/^(?:dev|development|integration|nightly)/i,
	/^(?:test|testing|qa|ci)/i,
	/^(?:stag|stage|uat|preprod|pre-prod)/i,
	/^canary/i
];
const rankOf = (name) => {
	if (/prod|^live$/i.test(name) && !/^pre-?prod/i.test(name)) return ORDER.length + 1;
	const rank = ORDER.findIndex((pattern) => pattern.test(name));
	return rank < 0 ? ORDER.length : rank;
};
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
function namesIn(workflow) {
	const document = (0, import_dist.parse)(workflow);
	return (isRecord(document) && isRecord(document.jobs) ? Object.values(document.jobs) : []).flatMap((job) => {
		const written = isRecord(job) ? job.environment : null;
		const name = isRecord(written) ? written.name : written;
		return typeof name === "string" && name.trim() !== "" && !name.includes("${{") ? [name.trim()] : [];
	});
}
/** The `environment:` of every job, each once, in the order in which one rolls out. Workflows that are no YAML name none. */
function environmentsIn(workflows) {
	const names = workflows.flatMap((workflow) => {
		try {
			return namesIn(workflow);
		} catch {
			return [];
		}
	});
	return [...new Set(names)].filter((name) => !NOT_RUN_IN.test(name)).sort((one, other) => rankOf(one) - rankOf(other));
}
// src/world/found-facts.ts
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const COMPOSE = /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/;
async function textsAt(repository, commit, pattern) {
	const entries = [...await repository.tree(commit)].filter(([path, entry]) => pattern.test(path) && isRegular(entry));
	const texts = await repository.texts(entries.map(([, { blob }]) => blob));
	return entries.flatMap(([, { blob }]) => {
		const text = texts.get(blob);
		return typeof text === "string" ? [text] : [];
	});
}
/** Reads a commit; asks nobody. */
async function foundFacts(repository, commit) {
	const workflows = await textsAt(repository, commit, WORKFLOW);
	const image = databaseImageIn([...workflows, ...await textsAt(repository, commit, COMPOSE)]);
	return {
		databases: (await foundDatabases(repository, commit)).map(({ name, engine, migrations, framework }) => ({
			name,
			engine: image?.engine ?? engine,
			version: image?.version ?? null,
			migrations,
			framework
		})),
		environments: environmentsIn(workflows),
		engineAssumed: image === null
	};
}
// src/commands/init.ts
/** `lanekeeper init`: a first manifest from what the repository shows. Asks nothing, overwrites nothing. */
const PLACES = ["lanekeeper.yml", ".github/lanekeeper.yml"];
/** Where the manifest goes. Throws `UserError` where there is one already, or no work tree to put it in. */
function placeIn(repository, wanted) {
	const there = [...PLACES, ...wanted === null ? [] : [wanted]].find((path) => existsSync(join(repository.name, path)));
	if (there !== void 0) throw new UserError(`${there} is there already, and is never overwritten.`, "lanekeeper validate checks it; lanekeeper init --stdout shows what would be written today.");
	if (!existsSync(join(repository.name, ".git"))) throw new UserError(`${repository.name} has no work tree to write to.`, "lanekeeper init --stdout prints it.");
	return wanted ?? "lanekeeper.yml";
}
function write(folder, path, text) {
	const file = join(folder, path);
	try {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text, { flag: "wx" });
	} catch (error) {
		throw new UserError(`${path} could not be written: ${error instanceof Error ? error.message : String(error)}`, "lanekeeper init --stdout prints it.");
	}
}
function tellDatabases({ databases, engineAssumed }) {
	if (databases.length === 0) return ["no migrations were found: name their folder under databases"];
	const told = databases.map(({ name, engine, version, framework, migrations }) => {
		return `database ${name}: ${version === null ? engine : `${engine} ${version}`}, ${framework}, ${migrations.join(", ")}`;
	});
	return engineAssumed ? [...told, "no file names the engine, so postgresql was taken: check it"] : told;
}
function tell(found) {
	const { environments } = found;
	return [...tellDatabases(found), environments.length > 0 ? `environments: ${environments.join(", ")}; the order is told from their names: check it` : "no job of .github/workflows names an environment: list them under environments"];
}
async function run(args) {
	const options = readOptions(args, { stdout: "boolean" }, false, ["text"]);
	const repository = await openRepository(options.repo);
	try {
		const shown = options.own.stdout === true;
		const path = shown ? null : placeIn(repository, options.manifest);
		const found = await foundFacts(repository, await requireCommit(repository, "HEAD"));
		const text = writeFirstManifest(found);
		if (path === null) process.stdout.write(text);
		else write(repository.name, path, text);
		const next = "Next: read it through, run lanekeeper validate, and commit it to the default branch: it counts from there.";
		const lines = [
			path === null ? "Found:" : `${path} is written. Found:`,
			...tell(found).map((line) => `  ${line}`),
			next
		];
		if (!options.silent) (shown ? process.stderr : process.stdout).write(`${lines.join("\n")}\n`);
		return 0;
	} finally {
		repository.close();
	}
}
export { run };
