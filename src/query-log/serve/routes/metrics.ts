/** `GET /metrics`: what open changes watch, for an engine that speaks Prometheus' text. */
import type { Route } from '../route.ts';

export const metrics: Route = {
  path: '/metrics',
  methods: {
    GET: {
      scope: 'read',
      answer: (_asked, served) => ({
        status: 200,
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
        body: served.metrics(served.store, served.now()),
      }),
    },
  },
};
