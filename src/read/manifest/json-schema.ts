/** The shape as JSON Schema, for completion and hints in editors. */
import { z } from 'zod';
import { rootShape } from './shape.ts';

/** Draft 7, which every editor's YAML support reads. What depends on two places at once is left to `validate`. */
export function manifestJsonSchema(): object {
  const schema = z.toJSONSchema(rootShape, { io: 'input', target: 'draft-7' });
  return {
    ...schema,
    title: 'Lanekeeper manifest',
    description: 'Which schema changes are under way, where they run, and what a contract must prove.',
  };
}
