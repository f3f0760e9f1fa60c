// src/query-log/tally.ts
const HOUR = 36e5;
/** One count's numbers side by side, in one line of the processor's cache: 64 bytes. */
const STRIDE = 8;
const [HOUR_AT, FIRST, LAST, RUNS, FAILED, PREPARED] = [
	0,
	1,
	2,
	3,
	4,
	5
];
/** One object for each caller: comparing two names for every run would take most of the time. */
var Callers = class {
	byService = /* @__PURE__ */ new Map();
	count = 0;
	find(service, user) {
		const known = this.byService.get(service)?.get(user);
		if (known) return known;
		const caller = {
			service: Buffer.from(service).toString(),
			user: Buffer.from(user).toString(),
			place: this.count++
		};
		const users = this.byService.get(service) ?? /* @__PURE__ */ new Map();
		this.byService.set(caller.service, users.set(caller.user, caller));
		return caller;
	}
	clear() {
		this.byService.clear();
		this.count = 0;
	}
};
/** The counts of runs by shape, caller and hour. Numbers lie in one array: as objects, most of the time goes into reaching them. */
var Counts = class {
	numbers = new Float64Array(1024 * STRIDE);
	owners = [];
	get size() {
		return this.owners.length;
	}
	begin(shape, caller, hour, at) {
		const place = this.owners.push({
			shape,
			caller
		}) - 1;
		if ((place + 1) * STRIDE > this.numbers.length) {
			const more = new Float64Array(this.numbers.length * 2);
			more.set(this.numbers);
			this.numbers = more;
		}
		this.numbers.set([
			hour,
			at,
			at,
			0,
			0,
			0
		], place * STRIDE);
		return place;
	}
	isOf(place, hour) {
		return this.numbers[place * STRIDE + HOUR_AT] === hour;
	}
	isBy(place, caller) {
		return this.owners[place]?.caller === caller;
	}
	add(place, { at, runs, failed, prepared }) {
		const { numbers } = this;
		const base = place * STRIDE;
		if (at < (numbers[base + FIRST] ?? 0)) numbers[base + FIRST] = at;
		if (at > (numbers[base + LAST] ?? 0)) numbers[base + LAST] = at;
		const into = prepared === true ? PREPARED : RUNS;
		numbers[base + into] = (numbers[base + into] ?? 0) + runs;
		if (failed && prepared !== true) numbers[base + FAILED] = (numbers[base + FAILED] ?? 0) + runs;
	}
	sighting(place) {
		const owner = this.owners[place];
		if (!owner) throw new Error("nothing is counted there");
		const number = (at) => this.numbers[place * STRIDE + at] ?? 0;
		return {
			shape: owner.shape,
			service: owner.caller.service,
			user: owner.caller.user,
			hour: number(HOUR_AT),
			runs: number(RUNS),
			failed: number(FAILED),
			prepared: number(PREPARED),
			first: number(FIRST),
			last: number(LAST)
		};
	}
};
var Tally = class {
	byShape = /* @__PURE__ */ new Map();
	callers = new Callers();
	counts = new Counts();
	statements = 0;
	unparsed = 0;
	/** Distinct shapes, callers and hours together: what it takes in memory and in the store. */
	get size() {
		return this.counts.size;
	}
	add(run, shape) {
		this.counts.add(this.placeOf(shape, run), run);
		if (run.prepared === true) return;
		this.statements += run.runs;
		if (shape.unparsed) this.unparsed += run.runs;
	}
	placeOf(shape, { service, user, at }) {
		const hour = Math.floor(at / HOUR) * HOUR;
		const caller = this.callers.find(service, user);
		let places = this.byShape.get(shape);
		if (!places) {
			places = {
				newest: [],
				all: []
			};
			this.byShape.set(shape, places);
		}
		const newest = places.newest[caller.place];
		if (newest !== void 0 && this.counts.isOf(newest, hour)) return newest;
		const known = newest === void 0 ? void 0 : this.find(places.all, caller, hour);
		const place = known ?? this.counts.begin(shape, caller, hour, at);
		if (known === void 0) places.all.push(place);
		places.newest[caller.place] = place;
		return place;
	}
	find(places, caller, hour) {
		return places.find((place) => this.counts.isOf(place, hour) && this.counts.isBy(place, caller));
	}
	/** All that was counted since the last batch; counting begins anew. */
	toBatch(place) {
		const { statements, unparsed, counts } = this;
		const sightings = [...this.byShape.values()].flatMap(({ all }) => all.map((at) => counts.sighting(at)));
		this.byShape.clear();
		this.callers.clear();
		this.counts = new Counts();
		this.statements = 0;
		this.unparsed = 0;
		return {
			...place,
			sightings,
			statements,
			unparsed
		};
	}
};
export { Tally as t };
