import type { Environment } from '../../model.ts';
import { type Tell, tellChanged, tellLost, tellWiderTrust } from './order.ts';

export function compareEnvironments(
  from: readonly Environment[],
  to: readonly Environment[],
  tell: Tell,
): void {
  tellLost(
    tell,
    'environments',
    'environments',
    from.map(({ name }) => name),
    to.map(({ name }) => name),
  );
  const kept = from.filter(({ name }) => to.some((environment) => environment.name === name));
  const order = to.filter(({ name }) => kept.some((environment) => environment.name === name));
  if (kept.some(({ name }, index) => order[index]?.name !== name)) {
    tell('environments', `environments come in another order: ${order.map(({ name }) => name).join(', ')}`);
  }
  for (const before of kept) {
    const index = to.findIndex(({ name }) => name === before.name);
    const after = to[index];
    if (after) compareEnvironment(before, after, `environments[${index}]`, tell);
  }
}

function compareEnvironment(from: Environment, to: Environment, key: string, tell: Tell): void {
  const label = `the environment ${from.name}`;
  const at = (name: string): [string, string] => [`${key}.deployments.${name}`, `${name} of ${label}`];
  tellChanged(tell, ...at('ref'), from.ref, to.ref);
  tellLost(tell, ...at('names'), from.deployments, to.deployments);
  tellWiderTrust(tell, ...at('workflows'), from.workflows, to.workflows);
  tellWiderTrust(tell, ...at('creators'), from.creators, to.creators);
}
