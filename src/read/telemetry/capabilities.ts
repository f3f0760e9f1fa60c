/** What a query log says it can do: for people, never for a decision. */
import { z } from 'zod';
import type { Duration, TelemetrySource } from '../../model.ts';
import { parseDuration } from '../../time.ts';
import { below } from '../ask-json/address.ts';
import { askJson } from '../ask-json.ts';
import { describeMistakes } from './mistakes.ts';

const shape = z.looseObject({
  protocol: z.union([z.string(), z.array(z.string())]).optional(),
  sources: z.array(z.union([z.string(), z.looseObject({ id: z.string() })])),
  longest_window: z.string().nullish(),
});

export type Capabilities =
  | { known: true; value: { name: string; sources: string[]; longestWindow: Duration | null } }
  | { known: false; why: string; next: string };

/** Never rejects. */
export async function askCapabilities(
  source: TelemetrySource,
  env: NodeJS.ProcessEnv,
): Promise<Capabilities> {
  const next = `Look at telemetry.${source.name} in the manifest${source.tokenEnv === null ? '' : `, and at the token in ${source.tokenEnv}`}.`;
  const answer = await askJson({
    url: below(source.url, '/v1/capabilities'),
    tokenEnv: source.tokenEnv,
    env,
  });
  if (!answer.ok) return { known: false, why: answer.why, next };
  const read = shape.safeParse(answer.value);
  if (!read.success) return { known: false, why: describeMistakes(read.error).join('; '), next };
  const { sources, longest_window: longest } = read.data;
  const ids = sources.map((one) => (typeof one === 'string' ? one : one.id));
  const longestWindow = longest ? parseDuration(longest) : null;
  return { known: true, value: { name: source.name, sources: ids, longestWindow } };
}
