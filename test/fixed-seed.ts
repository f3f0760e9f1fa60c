/**
 * Every run of a property draws the same cases, so that a change is judged by what it changes and not by chance; the
 * scheduled run (`.github/workflows/fuzz.yml`) draws others. `SEED` repeats a run that failed: it is in its message.
 */
import fc from 'fast-check';
import { seed } from './seed.ts';

fc.configureGlobal({ seed });
