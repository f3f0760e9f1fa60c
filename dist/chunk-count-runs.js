import { n as prepareResolver, o as SessionMemory, t as PostgresqlResolver } from "./chunk-postgresql.js";
import { t as Tally } from "./chunk-tally.js";
import { setImmediate } from "node:timers/promises";
// src/query-log/live-schemas.ts
const SECOND = 1e3;
const MOST_MOMENTS = 5e3;
/** Later than any run. */
const LAST = 864e13;
var LiveSchemas = class {
	store;
	database;
	resolvers = /* @__PURE__ */ new Map();
	/** Of all its resolvers: a session goes on when the schema changes. */
	sessions;
	united = /* @__PURE__ */ new Map();
	/** By second, for what ran before the newest schema was seen. */
	earlier = /* @__PURE__ */ new Map();
	newest = null;
	current;
	constructor(store, database, sessions = new SessionMemory()) {
		this.sessions = sessions;
		this.store = store;
		this.database = database;
		this.current = this.resolverOf(null);
		this.renew();
	}
	/** A schema was put into the store. */
	renew() {
		this.newest = this.store.catalogAt(this.database, LAST);
		this.current = this.resolverOf(this.newest);
		this.earlier.clear();
		this.united.clear();
	}
	take(run) {
		const { newest } = this;
		if (newest?.from == null || run.at >= newest.from) return this.current.take(run);
		const before = this.before(run.at);
		return newest.notBefore != null && run.at > newest.notBefore ? this.unite(before.look(run), this.current.take(run)) : before.take(run);
	}
	before(at) {
		const second = Math.floor(at / SECOND);
		const known = this.earlier.get(second) ?? this.resolverOf(this.store.catalogAt(this.database, at));
		if (this.earlier.size >= MOST_MOMENTS) this.earlier.clear();
		this.earlier.set(second, known);
		return known;
	}
	resolverOf(catalog) {
		const key = catalog?.ddl ?? "";
		const known = this.resolvers.get(key) ?? new PostgresqlResolver(catalog, { sessions: this.sessions });
		this.resolvers.set(key, known);
		return known;
	}
	/** Nobody saw when the schema changed: what either says is touched, is. */
	unite(a, b) {
		if (a.fingerprint === b.fingerprint && JSON.stringify(a.touches) === JSON.stringify(b.touches)) return a;
		const key = `${a.fingerprint} ${b.fingerprint}`;
		const known = this.united.get(key);
		if (known) return known;
		const both = uniteShapes(a, b);
		this.united.set(key, both);
		return both;
	}
};
function uniteShapes(a, b) {
	const touches = new Map([...a.touches, ...b.touches].map((touch) => [JSON.stringify(touch), touch]));
	return {
		...a,
		fingerprint: (BigInt.asUintN(64, BigInt(`0x${a.fingerprint}`) * 31n) ^ BigInt(`0x${b.fingerprint}`) ^ 1n).toString(16).padStart(16, "0"),
		touches: [...touches.values()],
		everything: a.everything || b.everything,
		problem: a.problem ?? b.problem,
		unparsed: a.unparsed && b.unparsed
	};
}
// src/query-log/count-runs.ts
/** Counts runs for the server: by shape, hour and caller, as the schema held that the store knows. PostgreSQL alone. */
/** Milliseconds, after which others have their turn: questions have a budget. */
const PATIENCE = 25;
/** How many runs are counted between two looks at the clock. */
const AT_ONCE = 64;
/** `store` is the one to put schemas into, so that what is counted from then on is counted by them. */
async function countOn(store, sessions = /* @__PURE__ */ new Map()) {
	await prepareResolver();
	const schemas = /* @__PURE__ */ new Map();
	const noticing = {
		...store,
		putCatalog(catalog) {
			store.putCatalog(catalog);
			schemas.get(catalog.database)?.renew();
		}
	};
	const schemasOf = (database) => {
		const known = schemas.get(database) ?? new LiveSchemas(store, database, sessionsOf(sessions, database));
		schemas.set(database, known);
		return known;
	};
	const tally = async (database, runs) => {
		const counted = new Tally();
		const resolver = schemasOf(database);
		let since = performance.now();
		let count = 0;
		for (const run of runs) {
			count += 1;
			if (count % AT_ONCE === 0 && performance.now() - since > PATIENCE) {
				await setImmediate();
				since = performance.now();
			}
			counted.add(run, resolver.take(run));
		}
		const { sightings, statements, unparsed } = counted.toBatch(NOWHERE);
		return {
			sightings,
			statements,
			unparsed
		};
	};
	return {
		tally,
		store: noticing
	};
}
function sessionsOf(sessions, database) {
	const known = sessions.get(database) ?? new SessionMemory();
	sessions.set(database, known);
	return known;
}
/** For whoever puts schemas into the store elsewhere: they are looked up anew for each batch. */
async function tallyOn(store) {
	await prepareResolver();
	const sessions = /* @__PURE__ */ new Map();
	return async (database, runs) => await (await countOn(store, sessions)).tally(database, runs);
}
/** Where a batch goes is for the source to say. */
const NOWHERE = {
	database: "",
	source: {
		id: "",
		kind: "",
		required: false,
		sampling: {
			mode: "full",
			rate: 1
		}
	},
	position: null,
	covered: null,
	gaps: []
};
export { tallyOn as n, countOn as t };
