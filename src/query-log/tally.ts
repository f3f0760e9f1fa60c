/** Counts runs by shape, caller and hour until they go into the store. */
import type { Time } from '../model.ts';
import type { Batch, Run, Shape, Sighting } from './words.ts';

const HOUR = 3_600_000;

type Place = Omit<Batch, 'sightings' | 'statements' | 'unparsed'>;

interface Caller {
  service: string;
  user: string;
}

interface Count {
  caller: Caller;
  sighting: Sighting;
}

/** One object for each caller: comparing two names for every run would take most of the time. */
class Callers {
  private readonly byService = new Map<string, Map<string, Caller>>();

  find(service: string, user: string): Caller {
    const known = this.byService.get(service)?.get(user);
    if (known) return known;
    // Copies: names may be slices of a large piece of a log.
    const caller = { service: Buffer.from(service).toString(), user: Buffer.from(user).toString() };
    const users = this.byService.get(service) ?? new Map<string, Caller>();
    this.byService.set(caller.service, users.set(caller.user, caller));
    return caller;
  }

  clear(): void {
    this.byService.clear();
  }
}

export class Tally {
  private readonly byShape = new Map<Shape, Count[]>();
  private readonly callers = new Callers();
  /** Distinct shapes, callers and hours together: what it takes in memory and in the store. */
  size = 0;
  statements = 0;
  unparsed = 0;

  add(run: Run, shape: Shape): void {
    const hour = Math.floor(run.at / HOUR) * HOUR;
    const sighting = this.find(shape, run, hour);
    if (run.at < sighting.first) sighting.first = run.at;
    if (run.at > sighting.last) sighting.last = run.at;
    if (run.prepared === true) {
      sighting.prepared += run.runs;
      return;
    }
    sighting.runs += run.runs;
    if (run.failed) sighting.failed += run.runs;
    this.statements += run.runs;
    if (shape.unparsed) this.unparsed += run.runs;
  }

  private find(shape: Shape, { service, user, at }: Run, hour: Time): Sighting {
    const caller = this.callers.find(service, user);
    let counts = this.byShape.get(shape);
    if (!counts) {
      counts = [];
      this.byShape.set(shape, counts);
    }
    for (let place = counts.length - 1; place >= 0; place--) {
      const known = counts[place];
      if (known && known.caller === caller && known.sighting.hour === hour) return known.sighting;
    }
    const names = { service: caller.service, user: caller.user };
    const sighting = { shape, ...names, hour, runs: 0, failed: 0, prepared: 0, first: at, last: at };
    counts.push({ caller, sighting });
    this.size++;
    return sighting;
  }

  /** All that was counted since the last batch; counting begins anew. */
  toBatch(place: Place): Batch {
    const { statements, unparsed } = this;
    const sightings = [...this.byShape.values()].flatMap((counts) => counts.map(({ sighting }) => sighting));
    this.byShape.clear();
    this.callers.clear();
    this.size = 0;
    this.statements = 0;
    this.unparsed = 0;
    return { ...place, sightings, statements, unparsed };
  }
}
