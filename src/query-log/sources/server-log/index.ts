/** PostgreSQL's server logs as runs: `readLog` for files that lie there, `followLog` for one that grows. */
export { type FollowOptions, followLog } from './follow-log.ts';
export { type ReadOptions, readLog } from './read-log.ts';
export type { Completeness, FileIdentity, LogChunk, LogOptions, LogPosition } from './reading.ts';
export { LogError } from './reading.ts';
