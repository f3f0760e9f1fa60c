import { scriptFramework } from './scripts.ts';

export const knex = scriptFramework('knex', /\bknex\b/i);
