import { expect, it } from 'vitest';
import { writeFirstManifest } from '../../../src/read/manifest/first-manifest.ts';
import { valid } from './read.ts';

it('is valid as it is, with what was found', () => {
  const text = writeFirstManifest({
    databases: [
      {
        name: 'app',
        engine: 'postgresql',
        version: '16',
        migrations: ['db/migrations'],
        framework: 'flyway',
      },
      {
        name: 'reports',
        engine: 'mariadb',
        version: '10.10',
        migrations: ['a/*.sql', 'b/**'],
        framework: 'auto',
      },
    ],
    environments: ['staging', 'eu: production #1'],
  });
  const manifest = valid(text);
  expect(manifest.databases).toMatchObject([
    { name: 'app', engine: 'postgresql', version: 16, migrations: ['db/migrations'], framework: 'flyway' },
    {
      name: 'reports',
      engine: 'mariadb',
      release: '10.10',
      migrations: ['a/*.sql', 'b/**'],
      framework: 'auto',
    },
  ]);
  expect(manifest.environments.map(({ name }) => name)).toEqual(['staging', 'eu: production #1']);
  expect(text).toMatch(/^# yaml-language-server: \$schema=/);
});

it('says what to add where nothing was found', () => {
  const text = writeFirstManifest({ databases: [], environments: [] });
  expect(valid(text).databases).toMatchObject([{ name: 'app', assumed: true }]);
  expect(text).toMatch(/# No migrations were found/);
  expect(text).toMatch(/# No environments were found/);
});
