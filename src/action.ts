/** The action's door: what a runner hands in, and what it is handed back. */
import { readEvent } from './action/event.ts';
import { readInputs } from './action/inputs.ts';
import { keepCompiled } from './keep-compiled.ts';
import { UserError } from './user-error.ts';

keepCompiled(process.env);

// Shapes are each used once or twice here: to compile code for them takes longer. Zod reads this when it is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

async function main(): Promise<void> {
  const { runAction } = await import('./action/run.ts');
  const event = readEvent(process.env);
  const inputs = readInputs(process.env);
  const outcome = await runAction(inputs, event);
  const { tell } = await import('./action/tell.ts');
  await tell(outcome, event, process.env);
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
