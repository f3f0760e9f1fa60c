import { scriptFramework } from './scripts.ts';

export const typeorm = scriptFramework('typeorm', /\b(?:MigrationInterface|typeorm)\b/);
