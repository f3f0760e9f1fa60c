import { describe, expect, it } from 'vitest';
import { applyExemptions, applySettings } from '../../src/decide/exempt.ts';
import { propose } from '../../src/decide/propose.ts';
import { finding } from '../../src/decide/rule.ts';
import { contractReading, manifest } from './readings.ts';

const path = 'db/migrations/0007_drop.sql';
const at = { path, line: 1, column: 1, status: 'wait', message: 'it was read' } as const;
const asked = finding('deploy-order', { ...at, phase: 'contract' });
const schema = finding('deploy-order', { ...at, phase: 'expand' });

describe('what protects data at a deployment', () => {
  const off = manifest([], { rules: { 'deploy-order': 'off' } });

  it('is not switched off with the rule that asks it again', () => {
    expect(applySettings(off, [asked, schema])).toEqual([asked]);
  });

  it('is not exempted with it either', () => {
    const exemptions = [
      {
        rule: 'deploy-order',
        glob: '**',
        reason: 'because',
        until: null,
        path: 'lanekeeper.yml',
        line: 1,
        column: 1,
      },
    ];
    const proposal = propose(contractReading({}, { exemptions }));
    const { findings } = applyExemptions(proposal, [asked, schema]);
    expect(findings.map(({ status }) => status)).toEqual(['wait', 'ok']);
  });
});
