/** Forgets what is older than is to be kept: at the start, and once a day. */
import type { Duration } from '../../../model.ts';
import type { Store } from '../../../query-log/store.ts';

const DAY = 86_400_000;

/** Returns what ends it. */
export function keepTidy(
  store: Store,
  retention: Duration | null,
  failed: (error: unknown) => void,
): () => void {
  if (retention === null) return () => {};
  const tidy = (): void => {
    try {
      store.forgetBefore(Date.now() - retention);
    } catch (error) {
      failed(error);
    }
  };
  tidy();
  const timer = setInterval(tidy, DAY);
  return () => clearInterval(timer);
}
