import { PROTOCOL_VERSION } from '../../shared/protocol.ts';
import { timeframeDuration } from '../../shared/timeframe.ts';
import { milliseconds } from '../../shared/units.ts';
import { PRODUCT_VERSION } from '../product.ts';
import { auditReport } from './audit-report.ts';
import { DEAD_LETTER_ROUTES } from './dead-letter-routes.ts';
import { IMPORT_ROUTES } from './import-routes.ts';
import { CANDLE_PARAMETERS, GAP_PARAMETERS, readParameters, TICK_PARAMETERS } from './parameters.ts';
import { redeemCode } from './redeem-code.ts';
import { refreshGauges } from './refresh-gauges.ts';
import { RELOAD_ROUTE } from './reload-route.ts';
import { relayReport } from './relay-report.ts';
import { REPLAY_ROUTES } from './replay-routes.ts';
import type { ServerContext } from './server-context.ts';
import { VIEW_ROUTES } from './view-routes.ts';

export interface RouteRequest {
  readonly query: URLSearchParams;
  /** The parsed JSON of a POST. */
  readonly body: unknown;
}

export interface Content {
  readonly type: string;
  readonly content: string | Buffer;
}

/** A reply is an object, sent as JSON, or `Content`. */
export interface Route {
  /** Whose token it takes: nobody's, anybody's that is known, or that of this user's command line. */
  readonly token: 'none' | 'known' | 'owner';
  /** The largest body of a POST, where it is more than a few fields. */
  readonly bodyBytes?: number;
  readonly reply: (context: ServerContext, request: RouteRequest) => object | Promise<object>;
}

/** Every request that the relay answers, by method and path. */
export const ROUTES: Readonly<Record<string, Route>> = {
  'GET /health': {
    token: 'none',
    reply: () => ({ status: 'ok', version: PRODUCT_VERSION, protocol: PROTOCOL_VERSION }),
  },
  'POST /pair': { token: 'none', reply: (context, { body }) => redeemCode(context, body) },
  'POST /api/pairing-codes': { token: 'owner', reply: ({ codes }) => codes.issue() },
  'GET /metrics': {
    token: 'known',
    reply: async (context): Promise<Content> => {
      await refreshGauges(context);
      const { registry } = context.metrics;
      return { type: registry.contentType, content: await registry.metrics() };
    },
  },
  'GET /api/pairs': {
    token: 'known',
    reply: async ({ pairFeed }) => ({ pairs: await pairFeed.summaries() }),
  },
  'GET /api/ticks': {
    token: 'known',
    reply: async ({ log }, { query }) => ({
      ticks: (await log.ticks(readParameters(TICK_PARAMETERS, query))).map(({ pair, price, timestamp }) => ({
        pair,
        price,
        timestamp,
      })),
    }),
  },
  'GET /api/candles': {
    token: 'known',
    reply: async ({ history }, { query }) => {
      const { candles, source, ms, gaps } = await history.candles(readParameters(CANDLE_PARAMETERS, query));
      return { candles, source, ms, gaps };
    },
  },
  'GET /api/gaps': {
    token: 'known',
    reply: async ({ log }, { query }) => ({
      gaps: await log.gaps({
        ...readParameters(GAP_PARAMETERS, query),
        longestFill: timeframeDuration('1m'),
        now: milliseconds(Date.now()),
      }),
    }),
  },
  'GET /api/status': {
    token: 'known',
    reply: (context) => relayReport(context),
  },
  'GET /api/audit': {
    token: 'known',
    reply: (context, { query }) => auditReport(context, query.get('deep') === '1'),
  },
  ...DEAD_LETTER_ROUTES,
  ...RELOAD_ROUTE,
  ...IMPORT_ROUTES,
  ...REPLAY_ROUTES,
  ...VIEW_ROUTES,
};
