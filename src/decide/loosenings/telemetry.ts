import type { TelemetrySource } from '../../model.ts';
import { type Tell, tellChanged, tellLonger, tellLost } from './order.ts';

/** Sources that are gone are told where a database used them. */
export function compareTelemetry(
  from: readonly TelemetrySource[],
  to: readonly TelemetrySource[],
  tell: Tell,
): void {
  for (const before of from) {
    const after = to.find(({ name }) => name === before.name);
    if (after) compareSource(before, after, `telemetry.${before.name}`, tell);
  }
}

function compareSource(from: TelemetrySource, to: TelemetrySource, at: string, tell: Tell): void {
  tellChanged(tell, `${at}.type`, `${at}.type`, from.type, to.type);
  tellChanged(tell, `${at}.url`, `${at}.url`, from.url, to.url);
  tellChanged(tell, `${at}.token_env`, `${at}.token_env`, from.tokenEnv, to.tokenEnv);
  if (from.sources === null || to.sources === null) {
    tellChanged(tell, `${at}.sources`, `${at}.sources`, from.sources, to.sources);
  } else tellLost(tell, `${at}.sources`, `${at}.sources`, from.sources, to.sources);
  tellLonger(tell, `${at}.max_age`, `${at}.max_age`, from.maxAge, to.maxAge);
  tellLonger(tell, `${at}.max_gap`, `${at}.max_gap`, from.maxGap, to.maxGap);
}
