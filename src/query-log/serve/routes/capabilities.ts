/** `GET /v1/capabilities`: what this server can do, for people and `doctor`. */
import type { Reply } from '../problem.ts';
import type { Asked, Route } from '../route.ts';
import { databasesOf, type Served } from '../served.ts';

const DAY = 86_400_000;
const FEATURES = ['usage', 'comparisons', 'backfills', 'records', 'traces', 'metrics'];

function answer(_asked: Asked, served: Served): Reply {
  const databases = databasesOf(served);
  const stored = databases.flatMap((name) => served.store.sources(name).map(({ id }) => id));
  const expected = served.databases.flatMap(({ sources }) => sources.map(({ id }) => id));
  const { window, objects, question, delivery } = served.limits;
  return {
    status: 200,
    body: {
      protocol: '1',
      sources: [...new Set([...expected, ...stored])].sort(),
      longest_window: `${Math.floor(window / DAY)}d`,
      features: FEATURES,
      databases,
      limits: { objects, question_bytes: question, delivery_bytes: delivery },
    },
  };
}

export const capabilities: Route = {
  path: '/v1/capabilities',
  methods: { GET: { scope: 'read', answer } },
};
