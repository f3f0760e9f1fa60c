/** What a batch leaves behind goes at once: by itself V8 lets some 200 MB of it lie, however little of the memory is in use. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Made once: the function is only there in a realm that was made after the flag was set. */
export function sweeper(): () => void {
  let collect: (() => void) | null = null;
  return () => {
    if (collect === null) {
      setFlagsFromString('--expose-gc');
      collect = runInNewContext('gc') as () => void;
      setFlagsFromString('--no-expose-gc');
      // Room for what is new grows to 130 MB otherwise.
      setFlagsFromString('--semi-space-growth-factor=1');
    }
    collect();
  };
}
