/** Counts runs by shape, caller and hour until they go into the store. */
import type { Time } from '../model.ts';
import type { Batch, Run, Shape, Sighting } from './words.ts';

const HOUR = 3_600_000;

type Place = Omit<Batch, 'sightings' | 'statements' | 'unparsed'>;

interface Caller {
  service: string;
  user: string;
  /** Counts up from 0. */
  place: number;
}

/** Where a shape's counts stand: the newest hour of each caller, for a log goes on hour by hour, and all of them. */
interface Places {
  newest: (number | undefined)[];
  all: number[];
}

/** One count's numbers side by side, in one line of the processor's cache: 64 bytes. */
const STRIDE = 8;
const [HOUR_AT, FIRST, LAST, RUNS, FAILED, PREPARED] = [0, 1, 2, 3, 4, 5] as const;

/** One object for each caller: comparing two names for every run would take most of the time. */
class Callers {
  private readonly byService = new Map<string, Map<string, Caller>>();
  private count = 0;

  find(service: string, user: string): Caller {
    const known = this.byService.get(service)?.get(user);
    if (known) return known;
    // Copies: names may be slices of a large piece of a log.
    const names = { service: Buffer.from(service).toString(), user: Buffer.from(user).toString() };
    const caller = { ...names, place: this.count++ };
    const users = this.byService.get(service) ?? new Map<string, Caller>();
    this.byService.set(caller.service, users.set(caller.user, caller));
    return caller;
  }

  clear(): void {
    this.byService.clear();
    this.count = 0;
  }
}

/** The counts of runs by shape, caller and hour. Numbers lie in one array: as objects, most of the time goes into reaching them. */
class Counts {
  private numbers = new Float64Array(1024 * STRIDE);
  private readonly owners: { shape: Shape; caller: Caller }[] = [];

  get size(): number {
    return this.owners.length;
  }

  begin(shape: Shape, caller: Caller, hour: Time, at: Time): number {
    const place = this.owners.push({ shape, caller }) - 1;
    if ((place + 1) * STRIDE > this.numbers.length) {
      const more = new Float64Array(this.numbers.length * 2);
      more.set(this.numbers);
      this.numbers = more;
    }
    // What follows is zero from the start.
    const base = place * STRIDE;
    this.numbers[base + HOUR_AT] = hour;
    this.numbers[base + FIRST] = at;
    this.numbers[base + LAST] = at;
    return place;
  }

  isOf(place: number, hour: Time): boolean {
    return this.numbers[place * STRIDE + HOUR_AT] === hour;
  }

  isBy(place: number, caller: Caller): boolean {
    return this.owners[place]?.caller === caller;
  }

  add(place: number, { at, runs, failed, prepared }: Run): void {
    const { numbers } = this;
    const base = place * STRIDE;
    if (at < (numbers[base + FIRST] ?? 0)) numbers[base + FIRST] = at;
    if (at > (numbers[base + LAST] ?? 0)) numbers[base + LAST] = at;
    const into = prepared === true ? PREPARED : RUNS;
    numbers[base + into] = (numbers[base + into] ?? 0) + runs;
    if (failed && prepared !== true) numbers[base + FAILED] = (numbers[base + FAILED] ?? 0) + runs;
  }

  sighting(place: number): Sighting {
    const owner = this.owners[place];
    if (!owner) throw new Error('nothing is counted there');
    const number = (at: number): number => this.numbers[place * STRIDE + at] ?? 0;
    return {
      shape: owner.shape,
      service: owner.caller.service,
      user: owner.caller.user,
      hour: number(HOUR_AT),
      runs: number(RUNS),
      failed: number(FAILED),
      prepared: number(PREPARED),
      first: number(FIRST),
      last: number(LAST),
    };
  }
}

export class Tally {
  private readonly byShape = new Map<Shape, Places>();
  private readonly callers = new Callers();
  private counts = new Counts();
  statements = 0;
  unparsed = 0;

  /** Distinct shapes, callers and hours together: what it takes in memory and in the store. */
  get size(): number {
    return this.counts.size;
  }

  add(run: Run, shape: Shape): void {
    this.counts.add(this.placeOf(shape, run), run);
    if (run.prepared === true) return;
    this.statements += run.runs;
    if (shape.unparsed) this.unparsed += run.runs;
  }

  private placeOf(shape: Shape, { service, user, at }: Run): number {
    const hour = Math.floor(at / HOUR) * HOUR;
    const caller = this.callers.find(service, user);
    let places = this.byShape.get(shape);
    if (!places) {
      places = { newest: [], all: [] };
      this.byShape.set(shape, places);
    }
    const newest = places.newest[caller.place];
    if (newest !== undefined && this.counts.isOf(newest, hour)) return newest;
    const known = newest === undefined ? undefined : this.find(places.all, caller, hour);
    const place = known ?? this.counts.begin(shape, caller, hour, at);
    if (known === undefined) places.all.push(place);
    places.newest[caller.place] = place;
    return place;
  }

  private find(places: readonly number[], caller: Caller, hour: Time): number | undefined {
    return places.find((place) => this.counts.isOf(place, hour) && this.counts.isBy(place, caller));
  }

  /** All that was counted since the last batch; counting begins anew. */
  toBatch(place: Place): Batch {
    const { statements, unparsed, counts } = this;
    const sightings = [...this.byShape.values()].flatMap(({ all }) => all.map((at) => counts.sighting(at)));
    this.byShape.clear();
    this.callers.clear();
    this.counts = new Counts();
    this.statements = 0;
    this.unparsed = 0;
    return { ...place, sightings, statements, unparsed };
  }
}
