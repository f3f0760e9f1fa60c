import { scriptFramework } from './scripts.ts';

export const sequelize = scriptFramework('sequelize', /\b(?:queryInterface|QueryInterface|sequelize)\b/);
