/** Shows a decision in the format that was asked, and gives its exit code. */
import type { Decision } from '../model.ts';
import { exitCode } from '../report/exit-code.ts';
import type { Options } from './options.ts';
import { widthOfTerminal } from './terminal.ts';

async function layOut(decision: Decision, options: Options): Promise<string> {
  switch (options.format) {
    case 'json':
      return (await import('../report/json.ts')).writeJson(decision);
    case 'markdown':
      return (await import('../report/markdown.ts')).writeMarkdown(decision);
    case 'sarif':
      return (await import('../report/sarif.ts')).writeSarif(decision);
    default: {
      const width = widthOfTerminal();
      const { writeText } = await import('../report/text.ts');
      return writeText(decision, { color: options.color, ...(width === null ? {} : { width }) });
    }
  }
}

/** Writes the report to standard output, unless silent. */
export async function showDecision(decision: Decision, options: Options): Promise<number> {
  if (!options.silent) {
    const text = await layOut(decision, options);
    process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }
  return exitCode(decision);
}
