/** Sessions that left something behind, as many as fit; those that were forgotten are known to be. */
import { SessionState } from './session.ts';

const MOST = 20_000;
const BITS = 1 << 25;

/** Who was forgotten, in fixed space. It may take a stranger for one of them, never the other way round. */
class Forgotten {
  private bits: Uint32Array | null = null;

  private places(name: string): number[] {
    let [one, other] = [0x811c9dc5, 0x9747b28c];
    for (let at = 0; at < name.length; at++) {
      one = Math.imul(one ^ name.charCodeAt(at), 0x01000193);
      other = Math.imul(other ^ name.charCodeAt(at), 0x5bd1e995) ^ (other >>> 13);
    }
    return [0, 1, 2, 3].map((step) => ((one + Math.imul(step, other)) >>> 0) % BITS);
  }

  add(name: string): void {
    this.bits ??= new Uint32Array(BITS / 32);
    for (const place of this.places(name))
      this.bits[place >>> 5] = (this.bits[place >>> 5] ?? 0) | (1 << (place & 31));
  }

  has(name: string): boolean {
    const { bits } = this;
    return (
      bits !== null &&
      this.places(name).every((place) => ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0)
    );
  }
}

export class SessionMemory {
  private readonly sessions = new Map<string, SessionState>();
  private readonly forgotten = new Forgotten();
  private readonly most: number;
  private hasForgotten = false;
  private clock = 0;

  constructor(most = MOST) {
    this.most = most;
  }

  /** Undefined: it left nothing behind. */
  find(name: string): SessionState | undefined {
    if (this.sessions.size === 0 && !this.hasForgotten) return undefined;
    const found = this.sessions.get(name);
    if (found) found.used = ++this.clock;
    else if (this.hasForgotten && this.forgotten.has(name)) return this.begin(name, true);
    return found;
  }

  /** To be changed; `release` it afterwards. */
  open(name: string, unseen = false): SessionState {
    return this.find(name) ?? this.begin(name, unseen);
  }

  /** Forgets a session that has nothing left. */
  release(name: string, state: SessionState): void {
    if (state.isEmpty) this.sessions.delete(name);
  }

  private begin(name: string, lost: boolean): SessionState {
    if (this.sessions.size >= this.most) this.makeRoom();
    const state = new SessionState(lost);
    state.used = ++this.clock;
    // A copy: the name may be a slice of a large piece of a log.
    this.sessions.set(Buffer.from(name).toString(), state);
    return state;
  }

  private makeRoom(): void {
    const oldest = [...this.sessions].sort(([, one], [, other]) => one.used - other.used);
    for (const [name, state] of oldest.slice(0, Math.ceil(this.most / 2))) {
      this.sessions.delete(name);
      if (state.kept.length === 0) continue;
      this.forgotten.add(name);
      this.hasForgotten = true;
    }
  }
}
