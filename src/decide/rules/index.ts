/** The only register of rules. `npm run new:rule <id>` adds a line here. */
import type { Rule } from '../rule.ts';

export const rules: readonly Rule[] = [];
