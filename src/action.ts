/** The action's door: what a runner hands in, and what it is handed back. */
import { readEvent } from './action/event.ts';
import { readInputs } from './action/inputs.ts';
import { keepCompiled } from './keep-compiled.ts';
import { UserError } from './user-error.ts';

keepCompiled(process.env);

// Shapes are each used once or twice here: to compile code for them takes longer. Zod reads this when it is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** In pieces, so that between them the question goes out and its answer comes in. */
async function loadMeanwhile(): Promise<void> {
  await turn();
  await import('./read/manifest.ts');
  await turn();
  await import('./check.ts');
  await turn();
}

async function main(): Promise<void> {
  const event = readEvent(process.env);
  const inputs = readInputs(process.env);
  const { begin } = await import('./action/begin.ts');
  const begun = await begin(inputs, event);
  await loadMeanwhile();
  const { runAction } = await import('./action/run.ts');
  const outcome = runAction(begun, inputs, event);
  await turn();
  const { tell } = await import('./action/tell.ts');
  await tell(await outcome, event, process.env);
}

await main().catch(async (error: unknown) => {
  const { setFailed } = await import('@actions/core');
  const isOurs = !(error instanceof UserError);
  const detail =
    error instanceof Error ? (isOurs ? (error.stack ?? error.message) : error.message) : String(error);
  setFailed(
    isOurs ? `This is a mistake in Lanekeeper, please report it. ${detail}` : `${detail} ${error.next}`,
  );
});
