import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { trainJsonSchema } from './schema.ts';

const committed = new URL('../../schema/train.schema.json', import.meta.url);

describe('the JSON Schema of a train file', () => {
  it('is the committed one (UPDATE_SCHEMA=1 writes it anew)', () => {
    const text = `${JSON.stringify(trainJsonSchema(), null, 2)}\n`;
    if (process.env.UPDATE_SCHEMA === '1') {
      mkdirSync(new URL('.', committed), { recursive: true });
      writeFileSync(committed, text);
    }

    expect(readFileSync(committed, 'utf8').replaceAll('\r\n', '\n')).toBe(text);
  });

  it('asks an editor for what a train cannot go without', () => {
    const schema = trainJsonSchema() as {
      required: string[];
      additionalProperties: boolean;
      properties: {
        cars: { items: { required: string[]; properties: { release: { anyOf: { required?: string[] }[] } } } };
      };
    };
    const { items } = schema.properties.cars;

    expect(schema.required).toEqual(['version', 'train', 'environments', 'cars']);
    expect(schema.additionalProperties).toBe(false);
    expect(items.required).toEqual(['project', 'release']);
    expect(items.properties.release.anyOf[1]?.required).toEqual(['version']);
  });
});
