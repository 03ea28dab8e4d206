import type { IncomingMessage, ServerResponse } from 'node:http';
import { EXTENSION_ORIGIN } from '../../shared/extension-id.ts';
import { HttpError } from './http-error.ts';
import { dashboardHeaders } from './dashboard.ts';
import { readBody } from './read-body.ts';
import { callerOf, WRONG_HOST, WRONG_ORIGIN } from './request-guard.ts';
import { ROUTES, type Content, type Route } from './routes.ts';
import type { ServerContext } from './server-context.ts';

const METHODS = ['GET', 'POST'];

const findRoute = (method: string, path: string): Route => {
  const route = Object.hasOwn(ROUTES, `${method} ${path}`) ? ROUTES[`${method} ${path}`] : undefined;
  if (route) return route;
  const known = METHODS.filter((other) => Object.hasOwn(ROUTES, `${other} ${path}`));
  if (known.length > 0) throw new HttpError(405, 'method-wrong', `${path} takes ${known.join(' or ')}.`);
  throw new HttpError(404, 'not-found', 'There is nothing at this path: see the README for the paths.');
};

const checkCaller = (request: IncomingMessage): void => {
  const caller = callerOf(request);
  if (caller === 'wrong-host') throw new HttpError(403, 'host-refused', WRONG_HOST);
  if (caller === 'foreign' || caller === 'other-extension') {
    throw new HttpError(403, 'origin-refused', WRONG_ORIGIN);
  }
};

const checkToken = ({ token }: Route, { headers }: IncomingMessage, { access }: ServerContext): void => {
  if (token === 'none') return;
  const sent = /^Bearer +(\S{1,512})$/i.exec(headers.authorization ?? '')?.[1];
  if (sent === undefined) {
    throw new HttpError(401, 'token-missing', 'Send a token in the header "Authorization: Bearer …".');
  }
  if (token === 'owner' && !access.acceptsOwner(sent)) {
    throw new HttpError(
      403,
      'token-refused',
      "Only the token in the data directory's owner-token may do this.",
    );
  }
  if (!access.accepts(sent, 'view')) {
    throw new HttpError(401, 'token-refused', 'The token is not known to this relay: pair again.');
  }
};

const isContent = (reply: object): reply is Content => 'content' in reply && 'type' in reply;

const send = (
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  reply: object,
  headers: Readonly<Record<string, string>> = {},
): void => {
  const { type, content }: Content = isContent(reply)
    ? reply
    : { type: 'application/json; charset=utf-8', content: JSON.stringify(reply) };
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(content),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
    ...(request.headers.origin === EXTENSION_ORIGIN && {
      'Access-Control-Allow-Origin': EXTENSION_ORIGIN,
      Vary: 'Origin',
    }),
    // What is left of an unread body would be taken for the next request.
    ...(!request.complete && { Connection: 'close' }),
  });
  response.end(content);
};

/** Chrome asks so before it lets a page of the extension send its token. */
const sendPreflight = (response: ServerResponse): void => {
  response.writeHead(204, {
    'Access-Control-Allow-Origin': EXTENSION_ORIGIN,
    'Access-Control-Allow-Methods': METHODS.join(', '),
    'Access-Control-Allow-Headers': 'Authorization, Content-Type',
    'Access-Control-Allow-Private-Network': 'true',
    Vary: 'Origin',
  });
  response.end();
};

const answer = async (
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  checkCaller(request);
  const method = request.method ?? '';
  if (method === 'OPTIONS') {
    sendPreflight(response);
    return;
  }
  const [path = '', query = ''] = (request.url ?? '').split('?', 2);
  const file = method === 'GET' ? context.dashboard.file(path) : undefined;
  if (file) {
    send(request, response, 200, file, dashboardHeaders(request.headers.host ?? ''));
    return;
  }
  const route = findRoute(method, path);
  checkToken(route, request, context);
  const body = method === 'POST' ? await readBody(request, route.bodyBytes) : undefined;
  send(request, response, 200, await route.reply(context, { query: new URLSearchParams(query), body }));
};

/** Answers every request; none makes it throw or reject. */
export const handleRequest = async (
  context: ServerContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  try {
    await answer(context, request, response);
  } catch (error) {
    if (response.headersSent || response.destroyed) return;
    if (error instanceof HttpError) {
      context.metrics.connectionsRefused.inc({ reason: error.code });
      send(request, response, error.status, { error: { code: error.code, message: error.message } });
      return;
    }
    context.warn('http-failed', `A request failed: ${error instanceof Error ? error.message : 'unknown'}.`);
    const message = 'The relay failed at this request: see its log, then try again.';
    send(request, response, 500, { error: { code: 'failed', message } });
  }
};
