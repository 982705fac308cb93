import * as z from 'zod';
import type { Json } from './schema-parts.js';

/**
 * Gives the JSON Schema of what the YAML may hold, for a schema of ours. Draft 7 is the version that editors
 * understand.
 */
export function toJsonSchema(schema: z.core.$ZodType): Json {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    // Values that our own functions read have their JSON Schema in their metadata.
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const json = jsonSchema as Record<string, unknown>;
      const { def } = zodSchema._zod;
      if (def.type === 'map') {
        const { $schema: _, ...values } = toJsonSchema((def as z.core.$ZodMapDef).valueType);
        json.type = ['object', 'null'];
        json.additionalProperties = values;
      }
      // Keys that an editor should offer, although others are allowed.
      if (Array.isArray(json.keys)) {
        json.properties = Object.fromEntries(json.keys.map((key) => [key, true]));
        json.patternProperties = { '': json.additionalProperties };
        delete json.additionalProperties;
        delete json.keys;
      }
    },
  });
}
