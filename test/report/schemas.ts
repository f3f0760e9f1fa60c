/** Judges reports by their published shapes; any test that makes a report may use it. */
import { readFileSync } from 'node:fs';
import { Ajv2020, type AnySchemaObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

function compile(path: string): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const schema: AnySchemaObject = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  return ajv.compile(schema);
}

const report = compile('../../schema/report.schema.json');
const sarif = compile('../fixtures/sarif-subset.schema.json');

function mistakes(validate: ValidateFunction, text: string): string[] {
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What the published schema has against a JSON report; empty where it is valid. */
export function reportMistakes(text: string): string[] {
  return mistakes(report, text);
}

/** What the SARIF specification has against a report. */
export function sarifMistakes(text: string): string[] {
  return mistakes(sarif, text);
}
