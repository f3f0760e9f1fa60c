/** Which keys a map of the shape may have, and where else a key would be right. */
import type { z } from 'zod';

type Schema = z.core.$ZodType;

interface Def {
  shape?: Record<string, Schema>;
  innerType?: Schema;
  in?: Schema;
  options?: Schema[];
}

const defOf = (schema: Schema): Def => schema._zod.def as unknown as Def;

export function keysOf(schema: Schema): string[] {
  return Object.keys(defOf(schema).shape ?? {});
}

/** The valid keys under which `key` would be right one level below, e.g. `contract` and `expand` for `soak`. */
export function homesOf(schema: Schema, key: string): string[] {
  const shape = defOf(schema).shape ?? {};
  return Object.keys(shape).filter((parent) => {
    const child = shape[parent];
    return child !== undefined && mapsOf(child).some((map) => keysOf(map).includes(key));
  });
}

/** The maps that a schema accepts, through what is optional, has a default, or is one of several forms. */
function mapsOf(schema: Schema): Schema[] {
  const def = defOf(schema);
  if (def.shape) return [schema];
  if (def.options) return def.options.flatMap(mapsOf);
  const inner = def.innerType ?? def.in;
  return inner ? mapsOf(inner) : [];
}
