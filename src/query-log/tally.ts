/** Counts runs by shape, caller and hour until they go into the store. */
import type { Time } from '../model.ts';
import type { Batch, Run, Shape, Sighting } from './words.ts';

const HOUR = 3_600_000;

type Place = Omit<Batch, 'sightings' | 'statements' | 'unparsed'>;

export class Tally {
  private readonly byShape = new Map<Shape, Sighting[]>();
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
    let list = this.byShape.get(shape);
    if (!list) {
      list = [];
      this.byShape.set(shape, list);
    }
    for (let place = list.length - 1; place >= 0; place--) {
      const known = list[place];
      if (known && known.hour === hour && known.service === service && known.user === user) return known;
    }
    const copied = { service: this.keep(service), user: this.keep(user) };
    const sighting = { shape, ...copied, hour, runs: 0, failed: 0, prepared: 0, first: at, last: at };
    list.push(sighting);
    this.size++;
    return sighting;
  }

  private readonly names = new Map<string, string>();

  /** One copy of each name: it may be a slice of a large piece of a log. */
  private keep(name: string): string {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    const copy = Buffer.from(name).toString();
    if (this.names.size < 10_000) this.names.set(copy, copy);
    return copy;
  }

  /** All that was counted since the last batch; counting begins anew. */
  toBatch(place: Place): Batch {
    const { statements, unparsed } = this;
    const sightings = [...this.byShape.values()].flat();
    this.byShape.clear();
    this.size = 0;
    this.statements = 0;
    this.unparsed = 0;
    return { ...place, sightings, statements, unparsed };
  }
}
