import { n as openFindings } from "./chunk-order.js";
import { n as styleOf, t as painter } from "./chunk-paint.js";
import { t as textFinding } from "./chunk-text-finding.js";
import { l as planWords } from "./chunk-words.js";
import { n as tallyOn } from "./chunk-count-runs.js";
import { a as renderMetrics, i as LIMITS, t as startServer } from "./chunk-server.js";
import { t as openStore } from "./chunk-sqlite.js";
import { t as objectsOfDump } from "./chunk-objects-of-dump2.js";
import { c as check } from "./chunk-reading.js";
import { t as openLocalWorld } from "./chunk-world.js";
import { a as widthOfTerminal, n as readOptions } from "./chunk-options.js";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { execFileSync } from "node:child_process";
// src/commands/demo/shop.ts
const MANIFEST = `# yaml-language-server: $schema=./node_modules/lanekeeper/schema/lanekeeper.schema.json
version: 1
databases:
  app:
    engine: postgresql
    version: 16
    migrations: db/migrations
    telemetry: app-queries
    tables:
      users: { rows: 50_000_000 }
environments:
  - name: staging
  - name: production
telemetry:
  app-queries: { type: file, path: telemetry.json, sources: [pg-primary] }
approval:
  approvers: ["@acme/dba"]
  expires: 3d
changes:
  split-user-name:
    summary: Split users.name into first_name and last_name
    owner: "@acme/identity"
    announced: 2026-09-01
    adds: [users.first_name, users.last_name]
    removes: [users.name]
    migrate:
      dual_write: { code: [src/users/write.ts] }
      backfill: { rows: 50_000_000, batch: 10_000, rate: 50_000/s, job: users-name-split }
      read_new: { code: [src/users/read.ts], flag: users.read-split-name }
      stop_old: { code: ["src/users/**"] }
    contract:
      soak: 7d
      deprecation: 30d
      quiet: { window: 14d }
      divergence: { max: 0.0001, window: 7d }
`;
const START = {
	"lanekeeper.yml": MANIFEST,
	"db/migrations/0001_create_users.sql": "CREATE TABLE users (\n  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n  email text NOT NULL,\n  name text NOT NULL\n);\n",
	"src/users/write.ts": "export const insert = 'INSERT INTO users (email, name) VALUES ($1, $2)';\n",
	"src/users/read.ts": "export const read = 'SELECT id, name FROM users WHERE id = $1';\n"
};
/** The shop's first commit, with its telemetry where that is another than a file. */
function startWith(told) {
	if (told === null) return START;
	const manifest = MANIFEST.replace("telemetry: app-queries", `telemetry: ${told.ofDatabase}`).replace(/^telemetry:\n.*\n/m, told.telemetry);
	return {
		...START,
		"lanekeeper.yml": manifest
	};
}
const EXPAND = { "db/migrations/0002_add_split_name.sql": "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN first_name text, ADD COLUMN last_name text;\n" };
const DUAL_WRITE = { "src/users/write.ts": "export const insert = 'INSERT INTO users (email, name, first_name, last_name) VALUES ($1, $2, $3, $4)';\n" };
const READ_NEW = { "src/users/read.ts": "export const read = (on: (flag: string) => boolean) =>\n  on('users.read-split-name')\n    ? 'SELECT id, first_name, last_name FROM users WHERE id = $1'\n    : 'SELECT id, name FROM users WHERE id = $1';\n" };
const RELAX = { "db/migrations/0003_name_nullable.sql": "SET lock_timeout = '5s';\nALTER TABLE users ALTER COLUMN name DROP NOT NULL;\n" };
const STOP_OLD = {
	"src/users/write.ts": "export const insert = 'INSERT INTO users (email, first_name, last_name) VALUES ($1, $2, $3)';\n",
	"src/users/read.ts": "export const read = 'SELECT id, first_name, last_name FROM users WHERE id = $1';\n"
};
const CONTRACT = { "db/migrations/0004_drop_name.sql": "SET lock_timeout = '5s';\nALTER TABLE users DROP COLUMN name;\n" };
// src/commands/demo/query-logs.ts
/** The query logs of the shop: the real server, one for each environment, which is told over HTTP what ran. */
const DATABASE = "app";
const SOURCE = "pg-primary";
/** Since long before the story begins. */
const BEGINNING = "2026-06-01T00:00:00Z";
const DAY$1 = 864e5;
const HOST = "127.0.0.1";
/** What the schema comes to once the new columns are there: as `pg_dump --schema-only` would write it. */
const SCHEMA = [START["db/migrations/0001_create_users.sql"], ...Object.values(EXPAND)].join("");
const iso = (time) => new Date(time).toISOString();
async function openLog(environment, folder) {
	const store = openStore(join(folder, `${environment}.sqlite`));
	store.putCatalog({
		database: DATABASE,
		from: null,
		ddl: SCHEMA,
		objects: await objectsOfDump(SCHEMA)
	});
	const served = {
		store,
		databases: [{
			name: DATABASE,
			aliases: [],
			sources: [{
				id: SOURCE,
				kind: "records",
				required: true,
				sampling: {
					mode: "full",
					rate: 1
				}
			}]
		}],
		limits: LIMITS,
		now: Date.now,
		tally: await tallyOn(store),
		metrics: renderMetrics,
		collectors: () => []
	};
	const grants = [];
	return {
		environment,
		store,
		grants,
		server: await startServer({
			served,
			grants,
			host: HOST,
			port: 0,
			log: () => {}
		})
	};
}
async function send(log, method, path, type, body) {
	const answer = await fetch(`http://${HOST}:${log.server.port}${path}`, {
		method,
		headers: { "content-type": type },
		body
	});
	if (!answer.ok) throw new Error(`the query log of ${log.environment} refused: ${await answer.text()}`);
}
const statementsOf = (now, reads) => [{
	time: iso(now - 1e3),
	statement: "SELECT id, first_name, last_name FROM users WHERE id = $1",
	service: "shop",
	user: "svc_shop",
	runs: 91233411
}, ...reads.map(({ service, count, ago }) => ({
	time: iso(now - ago),
	statement: "SELECT name FROM users WHERE id = $1",
	service,
	user: `svc_${service}`,
	runs: count
}))];
var QueryLogs = class QueryLogs {
	manifest;
	logs;
	folder;
	seen = BEGINNING;
	constructor(logs, folder) {
		this.logs = logs;
		this.folder = folder;
		const keys = logs.map(({ environment, server }) => {
			return `  ${environment}-queries: { type: query-log, url: "${`http://${HOST}:${server.port}`}", sources: [${SOURCE}] }\n`;
		});
		const each = logs.map(({ environment }) => `${environment}: ${environment}-queries`);
		this.manifest = {
			ofDatabase: `{ ${each.join(", ")} }`,
			telemetry: `telemetry:\n${keys.join("")}`
		};
	}
	/** `folder`: where the stores lie; it goes with `stop`. */
	static async start(environments, folder) {
		const logs = [];
		for (const environment of environments) logs.push(await openLog(environment, folder));
		return new QueryLogs(logs, folder);
	}
	async backfill(now, state, done) {
		const progress = {
			state,
			total: 5e7,
			done,
			rate: 5e4,
			updated_at: now
		};
		await this.tellEach("PUT", "/v1/backfills/users-name-split", progress);
	}
	/** The comparer reports once a day. */
	async compare(from, to) {
		for (let at = Date.parse(from); at < Date.parse(to); at += DAY$1) {
			const found = {
				at: iso(at),
				compared: 15e4,
				diverged: at === Date.parse(from) ? 12 : 0
			};
			await this.tellEach("POST", "/v1/comparisons/split-user-name", found);
		}
	}
	async watch(now, reads) {
		const covered = {
			source: SOURCE,
			covered_from: this.seen,
			covered_to: now
		};
		for (const log of this.logs) {
			const body = [...statementsOf(Date.parse(now), reads[log.environment] ?? []), covered].map((line) => `${JSON.stringify({
				...line,
				source: SOURCE
			})}\n`).join("");
			await send(log, "POST", `/v1/records?database=${DATABASE}`, "application/x-ndjson", body);
		}
		this.seen = now;
	}
	/** They ask for a token that nobody has. */
	async without(work) {
		for (const { grants } of this.logs) grants.push({
			token: randomUUID(),
			scopes: ["read"]
		});
		try {
			return await work();
		} finally {
			for (const { grants } of this.logs) grants.length = 0;
		}
	}
	async stop() {
		await this.silence();
		for (const { store } of this.logs) store.close();
		rmSync(this.folder, {
			recursive: true,
			force: true
		});
	}
	async silence() {
		for (const { server } of this.logs) await server.stop();
	}
	async tellEach(method, path, value) {
		for (const log of this.logs) await send(log, method, path, "application/json", JSON.stringify(value));
	}
};
// src/commands/demo/scenes.ts
const HOUR = 36e5;
/** Merges a branch and deploys it to both environments. */
function ship(story, branch) {
	story.merge(branch);
	story.deploy("staging");
	story.deploy("production");
}
function begin(story) {
	story.commit("A shop with users", startWith(story.telemetry.manifest));
	story.deploy("staging");
	story.deploy("production");
}
const scenes = [
	{
		title: "Somebody renames the column in place",
		expected: "block",
		play: (story) => {
			begin(story);
			story.now = "2026-09-01T10:00:00Z";
			story.propose("rename", { "db/migrations/0002_rename.sql": "ALTER TABLE users RENAME COLUMN name TO full_name;\n" });
			return story.check("rename");
		}
	},
	{
		title: "Expand: two nullable columns beside the old one",
		expected: "pass",
		play: (story) => {
			story.propose("expand", EXPAND);
			return story.check("expand");
		}
	},
	{
		title: "Code that writes both shapes, while the schema is merged but not deployed",
		expected: "wait",
		play: (story) => {
			story.merge("expand");
			story.propose("dual-write", DUAL_WRITE);
			return story.check("dual-write");
		}
	},
	{
		title: "The same pull request once the migration is in every environment",
		expected: "pass",
		play: (story) => {
			story.now = "2026-09-02T10:00:00Z";
			story.deploy("staging");
			story.deploy("production");
			return story.check("dual-write");
		}
	},
	{
		title: "Reads move to the new shape while the backfill still runs",
		expected: "wait",
		play: async (story) => {
			story.now = "2026-09-03T10:00:00Z";
			ship(story, "dual-write");
			await story.telemetry.backfill(story.now, "running", 12e6);
			story.propose("read-new", READ_NEW);
			return story.check("read-new");
		}
	},
	{
		title: "The backfill is complete, and a week of comparisons agrees",
		expected: "pass",
		play: async (story) => {
			story.now = "2026-09-12T10:00:00Z";
			await story.telemetry.backfill(story.now, "complete", 5e7);
			await story.telemetry.compare("2026-09-05T10:00:00Z", story.now);
			return story.check("read-new");
		}
	},
	{
		title: "Code stops writing the old column, which is still NOT NULL",
		expected: "block",
		play: (story) => {
			ship(story, "read-new");
			for (const environment of ["staging", "production"]) story.evidence.flags.push({
				key: "users.read-split-name",
				environment,
				enabled: 1,
				since: "2026-09-13T00:00:00Z"
			});
			story.now = "2026-09-14T10:00:00Z";
			story.propose("stop-old", STOP_OLD);
			return story.check("stop-old");
		}
	},
	{
		title: "The old column is made nullable, and the new reads have soaked for a week",
		expected: "pass",
		play: (story) => {
			story.propose("relax", RELAX);
			ship(story, "relax");
			story.now = "2026-09-21T10:00:00Z";
			story.propose("stop-old", STOP_OLD);
			return story.check("stop-old");
		}
	},
	{
		title: "Contract, two days later: billing still reads the column",
		expected: "wait",
		play: async (story) => {
			story.now = "2026-09-22T10:00:00Z";
			ship(story, "stop-old");
			story.propose("contract", CONTRACT);
			story.now = "2026-09-24T10:00:00Z";
			await story.telemetry.compare("2026-09-15T10:00:00Z", "2026-09-22T10:00:00Z");
			await story.telemetry.watch(story.now, { production: [{
				service: "billing",
				count: 1204,
				ago: 3 * HOUR
			}] });
			return story.check("contract");
		}
	},
	{
		title: "The same with every piece of evidence taken away",
		expected: "error",
		play: (story) => story.telemetry.without(() => story.check("contract", null))
	},
	{
		title: "Quiet for 14 days, soaked, announced long enough: a person is missing",
		expected: "wait",
		play: async (story) => {
			story.now = "2026-10-10T10:00:00Z";
			await story.telemetry.watch(story.now, {});
			return story.check("contract");
		}
	},
	{
		title: "A database administrator approves this very content",
		expected: "pass",
		play: (story) => {
			story.evidence.teams["@acme/dba"] = ["octocat"];
			story.approve("split-user-name", "octocat", "contract");
			return story.check("contract");
		}
	},
	{
		title: "The column is gone. Somebody rolls production back to code that reads it",
		expected: "block",
		play: (story) => {
			const before = story.git("rev-parse", "main~2");
			ship(story, "contract");
			story.now = "2026-10-11T10:00:00Z";
			return story.checkDeploy("production", before);
		}
	},
	{
		title: "A rollback to the commit just before the contract",
		expected: "pass",
		play: (story) => story.checkDeploy("production", "main~1")
	}
];
// src/commands/demo/answers-from-file.ts
const DAY = 864e5;
const time = (at) => new Date(at).toISOString().replace(".000Z", "Z");
/** An answer of the query log over the last 14 days, as protocol 1 has it. */
function usageAnswer(now, environment, reads) {
	const at = Date.parse(now);
	const total = reads.reduce((sum, { count }) => sum + count, 0);
	const seen = reads.map(({ ago }) => at - ago);
	const none = {
		explicit: 0,
		implicit: 0,
		unresolved: 0,
		failed: 0
	};
	return {
		environment,
		protocol: "1",
		generated_at: time(at),
		window: {
			from: time(at - 14 * DAY),
			to: time(at)
		},
		coverage: {
			sources: [{
				id: "pg-primary",
				kind: "postgresql-log",
				required: true,
				from: "2026-06-01T00:00:00Z",
				to: time(at - 2e3),
				gaps: [],
				sampling: {
					mode: "full",
					rate: 1
				},
				statements: 91233411,
				unparsed: 0
			}],
			missing: []
		},
		usage: [{
			object: "users.name",
			state: total > 0 ? "observed" : "zero",
			reads: {
				...none,
				explicit: total
			},
			writes: none,
			ignored: 0,
			first_seen: total > 0 ? time(Math.min(...seen)) : null,
			last_seen: total > 0 ? time(Math.max(...seen)) : null,
			by: reads.map(({ service, count, ago }) => ({
				service,
				user: `svc_${service}`,
				reads: count,
				writes: 0,
				last_seen: time(at - ago)
			})),
			samples: []
		}]
	};
}
function backfillAnswer(state, done, environment) {
	return {
		environment,
		name: "users-name-split",
		state,
		total: 5e7,
		done,
		failed: 0,
		rate: 5e4,
		checkpoint: null,
		updated_at: null,
		verified_at: null,
		errors: []
	};
}
function comparisonAnswer(environment, from, to) {
	return {
		environment,
		name: "split-user-name",
		window: {
			from,
			to
		},
		compared: 1e6,
		diverged: 12,
		unknown: 0,
		last_diverged: null,
		samples: []
	};
}
const ENVIRONMENTS = ["staging", "production"];
var AnswersFromFile = class {
	manifest = null;
	evidence;
	constructor(evidence) {
		this.evidence = evidence;
	}
	async backfill(_now, state, done) {
		this.evidence.backfills = ENVIRONMENTS.map((name) => backfillAnswer(state, done, name));
	}
	async compare(from, to) {
		this.evidence.comparisons = ENVIRONMENTS.map((name) => comparisonAnswer(name, from, to));
	}
	async watch(now, reads) {
		this.evidence.usage = ENVIRONMENTS.map((name) => usageAnswer(now, name, reads[name] ?? []));
	}
	/** Here all of it is the evidence file's, which the story leaves out by itself. */
	async without(work) {
		return await work();
	}
};
// src/commands/demo/story.ts
/** A real git repository with a history told step by step, and the evidence that the outside would have of it. */
/** A part that is there answers all questions of its kind, also when it is empty: what a server is asked must not be. */
function withoutTelemetry({ usage: _, comparisons: __, backfills: ___, ...rest }) {
	return rest;
}
var Story = class {
	folder;
	now;
	evidence = {
		deployments: [],
		approvals: [],
		teams: {},
		flags: [],
		usage: [],
		comparisons: [],
		backfills: [],
		pull_request: {
			number: 1,
			author: "hubot",
			last_pusher: "hubot"
		}
	};
	telemetry;
	/** `telemetry`: without it, what it would say stands in the evidence. */
	constructor(now, telemetry) {
		this.telemetry = telemetry ?? new AnswersFromFile(this.evidence);
		this.folder = mkdtempSync(join(tmpdir(), "lanekeeper-"));
		this.now = now;
		this.git("init", "-q", "-b", "main");
	}
	/** Runs git here, deterministic and deaf to the machine's configuration. */
	git(...args) {
		const who = {
			NAME: "Lanekeeper",
			EMAIL: "demo@lanekeeper.invalid",
			DATE: this.now
		};
		const identity = Object.entries(who).flatMap(([key, value]) => [[`GIT_AUTHOR_${key}`, value], [`GIT_COMMITTER_${key}`, value]]);
		const env = {
			...process.env,
			...Object.fromEntries(identity),
			GIT_CONFIG_GLOBAL: "/dev/null",
			GIT_CONFIG_SYSTEM: "/dev/null"
		};
		return execFileSync("git", args, {
			cwd: this.folder,
			env,
			encoding: "utf8",
			stdio: [
				"ignore",
				"pipe",
				"pipe"
			]
		}).trim();
	}
	/** Commits files on the branch that is checked out. */
	commit(message, files) {
		for (const [path, content] of Object.entries(files)) {
			const file = join(this.folder, path);
			if (content === null) rmSync(file);
			else {
				mkdirSync(dirname(file), { recursive: true });
				writeFileSync(file, content);
			}
		}
		this.git("add", "-A");
		this.git("commit", "-q", "--allow-empty", "-m", message);
		return this.git("rev-parse", "HEAD");
	}
	/** A branch cut from `main` with one commit: a pull request. Stays checked out. */
	propose(branch, files, message = branch) {
		this.git("checkout", "-q", "-B", branch, "main");
		return this.commit(message, files);
	}
	/** Merges a branch as most teams do: squashed, so that its commits are no ancestors of anything. */
	merge(branch) {
		this.git("checkout", "-q", "main");
		this.git("merge", "-q", "--squash", branch);
		this.git("commit", "-q", "--allow-empty", "-m", `Merge ${branch}`);
		return this.git("rev-parse", "HEAD");
	}
	/** Records a deployment of a ref. */
	deploy(environment, ref = "main", state = "success") {
		this.evidence.deployments.push({
			environment,
			commit: this.git("rev-parse", ref),
			state,
			at: this.now
		});
	}
	approve(change, by, ref) {
		this.evidence.approvals.push({
			change,
			head: this.git("rev-parse", ref),
			by,
			at: this.now
		});
	}
	/** Decides a branch against `main` with the evidence so far; `evidence` null: with none at all. */
	async check(branch, evidence = this.evidence) {
		return this.decide(branch, null, evidence);
	}
	async checkDeploy(environment, ref, evidence = this.evidence) {
		return this.decide(ref, environment, evidence);
	}
	async decide(head, environment, evidence) {
		const told = evidence === null || this.telemetry.manifest === null ? evidence : withoutTelemetry(evidence);
		const text = told === null ? null : {
			text: JSON.stringify(told),
			name: "evidence.json"
		};
		const world = await openLocalWorld({
			repo: this.folder,
			manifest: null,
			evidence: text,
			now: Date.parse(this.now),
			base: "main",
			head,
			environment
		});
		try {
			return await check(world);
		} finally {
			world.close();
		}
	}
	remove() {
		rmSync(this.folder, {
			recursive: true,
			force: true
		});
	}
};
// src/commands/demo.ts
/** `lanekeeper demo`: a real repository, a real history, the real engine, query logs that it asks; every verdict is decided as you watch. */
/** Refusals shown in full for each scene; the rest is counted. */
const SHOWN = 3;
function tell({ scene, decision }, number, color) {
	const paint = painter(color);
	const { word, findings } = decision.verdict;
	const open = openFindings(findings).filter(({ status }) => status !== "warn");
	const layout = {
		paint,
		now: decision.now,
		width: widthOfTerminal() ?? void 0
	};
	const shown = open.slice(0, SHOWN).flatMap((found) => [...textFinding(found, layout), ""]);
	const met = findings.filter(({ status }) => status === "ok").sort((a, b) => Number(b.change !== null) - Number(a.change !== null));
	const why = word === "pass" ? met.slice(0, SHOWN).map(({ rule, message }) => `  ${rule}: ${message}`) : [];
	const more = open.length > SHOWN ? [`  and ${open.length - SHOWN} more, which \`lanekeeper check\` would list`, ""] : [];
	return [
		paint("bold", `${number}. ${scene.title}`),
		`   ${new Date(decision.now).toISOString().slice(0, 10)}  ${paint(styleOf(word), word)}`,
		"",
		...shown,
		...more,
		...why,
		why.length > 0 ? "" : null
	].filter((line) => line !== null).join("\n");
}
function summary(played) {
	const wrong = played.filter(({ scene, decision }) => scene.expected !== decision.verdict.word);
	const plans = new Map(played.flatMap(({ decision }) => decision.plans.map((plan) => [plan.change, plan])));
	const refused = played.filter(({ decision }) => decision.verdict.word !== "pass").length;
	const lines = [...plans.values()].map((plan) => `The backfill of ${plan.change}: ${planWords(plan)}.`);
	lines.push(`${played.length} decisions on a real repository: ${played.length - refused} let through, ${refused} held up, each for a reason it gave.`);
	for (const { scene, decision } of wrong) lines.push(`Wrong: "${scene.title}" came to ${decision.verdict.word}, not ${scene.expected}.`);
	return `${lines.join("\n")}\n`;
}
async function run(args) {
	const options = readOptions(args, { keep: "boolean" }, false, ["text"]);
	const stores = mkdtempSync(join(tmpdir(), "lanekeeper-logs-"));
	const logs = await QueryLogs.start(["staging", "production"], stores);
	const story = new Story("2026-09-01T09:00:00Z", logs);
	const played = [];
	try {
		for (const scene of scenes) {
			const decision = await scene.play(story);
			played.push({
				scene,
				decision
			});
			if (!options.silent) process.stdout.write(`${tell({
				scene,
				decision
			}, played.length, options.color)}\n`);
		}
	} finally {
		await logs.stop();
		if (options.own.keep === true) process.stderr.write(`The repository is kept in ${story.folder}\n`);
		else story.remove();
	}
	if (!options.silent) process.stdout.write(summary(played));
	return played.every(({ scene, decision }) => scene.expected === decision.verdict.word) ? 0 : 2;
}
export { run };
