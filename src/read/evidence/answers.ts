/** The three states of evidence, made in one way. */
import type { Evidence, Time } from '../../model.ts';

export function known<T>(value: T, source: string, at: Time | null, url: string | null = null): Evidence<T> {
  return { state: 'known', value, source, at, url };
}

/** Nobody has said. */
export function missing(why: string, source: string): Evidence<never> {
  return { state: 'missing', why, source };
}

/** It was asked, and no usable answer came. */
export function failed(why: string, source: string): Evidence<never> {
  return { state: 'failed', why, source };
}
