/** The shapes as JSON Schema, for completion and hints in editors. */
import { z } from 'zod';
import { includedShape, rootShape } from './shape.ts';

/** Draft 7, which every editor's YAML support reads. What depends on two places at once is left to `validate`. */
function describe(shape: z.ZodType, title: string, description: string): object {
  return { ...z.toJSONSchema(shape, { io: 'input', target: 'draft-7' }), title, description };
}

/** By file name under schema/: the manifest, and a file that it includes. */
export function manifestJsonSchemas(): Record<string, object> {
  return {
    'lanekeeper.schema.json': describe(
      rootShape(),
      'Lanekeeper manifest',
      'Which schema changes are under way, where they run, and what a contract must prove.',
    ),
    'lanekeeper-changes.schema.json': describe(
      includedShape(),
      'Lanekeeper changes',
      'Changes in a file of their own, which the manifest includes.',
    ),
  };
}
