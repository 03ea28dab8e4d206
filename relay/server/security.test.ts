import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXTENSION_ORIGIN } from '../../shared/extension-id.ts';
import { httpRequest } from '../../testing/http-request.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { RelaySocket } from '../../testing/relay-socket.ts';

const TOKEN = 'a-token-for-machines-0123456789abcdef';
const OTHER_EXTENSION = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

let relay: InProcessRelay;
beforeAll(async () => {
  relay = await startInProcessRelay({ config: { token: TOKEN } });
});
afterAll(() => relay.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const codeOf = (body: unknown): unknown => (body as { error: { code: string } }).error.code;

const hello = (token: string, version = 1, role = 'view') => ({ type: 'hello', version, role, token });

/** The code of the error that the relay tells before it ends the connection. */
const errorOf = async (socket: RelaySocket): Promise<string | undefined> => {
  const messages = await socket.closed;
  return messages.flatMap((message) => (message.type === 'error' ? [message.code] : []))[0];
};

describe('HTTP', () => {
  test.each(['127.0.0.1', 'localhost', '[::1]'])('answers to the Host %s with its port', async (name) => {
    const { status } = await httpRequest(`${relay.url}/health`, {
      headers: { host: `${name}:${relay.port}` },
    });
    expect(status).toBe(200);
  });

  test.each(['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example:80', '127.0.0.1.nip.io'])(
    'refuses the Host %s, token or not',
    async (host) => {
      const answer = await httpRequest(`${relay.url}/health`, { headers: { host, ...bearer(TOKEN) } });
      expect([answer.status, codeOf(answer.json())]).toEqual([403, 'host-refused']);
    },
  );

  test.each([
    'https://pocketoption.com',
    'http://127.0.0.1:3000',
    'null',
    OTHER_EXTENSION,
    `${EXTENSION_ORIGIN}.x`,
  ])('refuses the Origin %s, token or not', async (origin) => {
    const answer = await httpRequest(`${relay.url}/api/pairs`, { headers: { origin, ...bearer(TOKEN) } });
    expect([answer.status, codeOf(answer.json())]).toEqual([403, 'origin-refused']);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('lets our extension read the answer, after a preflight too', async () => {
    const headers = { origin: EXTENSION_ORIGIN };
    const preflight = await httpRequest(`${relay.url}/pair`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-origin']).toBe(EXTENSION_ORIGIN);
    const answer = await httpRequest(`${relay.url}/api/pairs`, { headers: { ...headers, ...bearer(TOKEN) } });
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe(EXTENSION_ORIGIN);
  });

  test.each([
    '/metrics',
    '/api/pairs',
    '/api/ticks?pair=EURUSD_otc',
    '/api/candles?pair=A&timeframe=1m',
    '/api/status',
  ])('%s needs a known token', async (route) => {
    const none = await httpRequest(`${relay.url}${route}`);
    expect([none.status, codeOf(none.json())]).toEqual([401, 'token-missing']);
    const wrong = await httpRequest(`${relay.url}${route}`, { headers: bearer('x'.repeat(43)) });
    expect([wrong.status, codeOf(wrong.json())]).toEqual([401, 'token-refused']);
    for (const token of [TOKEN, relay.ownerToken]) {
      expect((await httpRequest(`${relay.url}${route}`, { headers: bearer(token) })).status).toBe(200);
    }
  });

  test('/health needs none and tells no more than that it runs', async () => {
    const { json } = await httpRequest(`${relay.url}/health`);
    expect(json()).toEqual({ status: 'ok', version: expect.any(String) as string, protocol: 1 });
  });

  test('a body beyond 4 KB, a body that is no JSON, a wrong method and an unknown path are refused', async () => {
    const post = (body: string) => httpRequest(`${relay.url}/pair`, { method: 'POST', body });
    expect((await post(JSON.stringify({ code: 'A'.repeat(5_000) }))).status).toBe(413);
    expect((await post('{')).status).toBe(400);
    expect((await post('{"code":7}')).status).toBe(400);
    expect((await httpRequest(`${relay.url}/pair`)).status).toBe(405);
    expect((await httpRequest(`${relay.url}/toString`)).status).toBe(404);
  });
});

describe('pairing', () => {
  const requestCode = async (token: string) =>
    httpRequest(`${relay.url}/api/pairing-codes`, { method: 'POST', headers: bearer(token) });
  const redeem = async (code: string, headers: Record<string, string> = {}) =>
    httpRequest(`${relay.url}/pair`, { method: 'POST', headers, body: JSON.stringify({ code }) });

  test('a code gives our extension a token, once; only its hash is kept', async () => {
    const { code } = (await requestCode(relay.ownerToken)).json() as { code: string };
    const granted = await redeem(code, { origin: EXTENSION_ORIGIN });
    const { token } = granted.json() as { token: string };
    expect(token.length).toBeGreaterThan(40);
    expect((await httpRequest(`${relay.url}/api/pairs`, { headers: bearer(token) })).status).toBe(200);
    const again = await redeem(code);
    expect([again.status, codeOf(again.json())]).toEqual([403, 'code-refused']);
    const kept = path.join(relay.dataDir, 'paired.json');
    expect(readFileSync(kept, 'utf8')).not.toContain(token);
    expect(statSync(kept).mode & 0o777).toBe(0o600);
    expect((await requestCode(token)).status).toBe(403);
  });

  test('only the owner gets codes', async () => {
    expect((await requestCode(TOKEN)).status).toBe(403);
    expect(statSync(path.join(relay.dataDir, 'owner-token')).mode & 0o777).toBe(0o600);
  });

  test('a web page cannot try codes', async () => {
    const { code } = (await requestCode(relay.ownerToken)).json() as { code: string };
    expect((await redeem(code, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await redeem(code)).status).toBe(200);
  });
});

describe('the page that the relay serves', () => {
  const link = async (): Promise<string> =>
    (
      (
        await httpRequest(`${relay.url}/api/view-links`, {
          method: 'POST',
          headers: bearer(relay.ownerToken),
        })
      ).json() as { link: string }
    ).link;
  const redeem = async (shown: string, origin = relay.url) =>
    httpRequest(`${relay.url}/open`, {
      method: 'POST',
      headers: { origin },
      body: JSON.stringify({ link: shown }),
    });

  test('gets a token for a link, once; it may look and neither capture nor manage', async () => {
    const shown = await link();
    const { token } = (await redeem(shown)).json() as { token: string };
    const again = await redeem(shown);
    expect([again.status, codeOf(again.json())]).toEqual([403, 'link-refused']);
    const headers = { ...bearer(token), origin: relay.url };
    expect((await httpRequest(`${relay.url}/api/pairs`, { headers })).status).toBe(200);
    for (const route of ['/api/view-links', '/api/pairing-codes', '/api/reload'])
      expect((await httpRequest(`${relay.url}${route}`, { method: 'POST', headers })).status).toBe(403);
    const viewer = new RelaySocket(relay.wsUrl, { origin: relay.url });
    await viewer.opened();
    viewer.send(hello(token));
    expect(await viewer.take('welcome')).toMatchObject({ type: 'welcome' });
    await viewer.close();
    const capture = new RelaySocket(relay.wsUrl, { origin: relay.url });
    await capture.opened();
    capture.send(hello(token, 1, 'capture'));
    expect(await errorOf(capture)).toBe('token-refused');
    expect(readFileSync(path.join(relay.dataDir, 'browsers.json'), 'utf8')).not.toContain(token);
  });

  test('is told from a page of another name or port, even with a good link', async () => {
    const shown = await link();
    for (const origin of [
      `http://localhost:${relay.port}`,
      'http://127.0.0.1:3000',
      `https://127.0.0.1:${relay.port}`,
      `http://evil.example:${relay.port}`,
      'null',
    ])
      expect((await redeem(shown, origin)).status).toBe(403);
    expect((await redeem(shown)).status).toBe(200);
  });

  test('only the owner gets links', async () => {
    const asked = await httpRequest(`${relay.url}/api/view-links`, {
      method: 'POST',
      headers: bearer(TOKEN),
    });
    expect(asked.status).toBe(403);
  });

  test.each(['cross-site', 'same-site'])('is not lent to a page that a browser calls %s', async (site) => {
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors' };
    for (const route of ['/health', '/'])
      expect((await httpRequest(`${relay.url}${route}`, { headers })).status).toBe(403);
    const followed = { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate' };
    expect((await httpRequest(`${relay.url}/health`, { headers: followed })).status).toBe(200);
  });
});

describe('WebSocket', () => {
  const upgradeStatus = (headers: Record<string, string>, url = relay.wsUrl): Promise<number | undefined> =>
    new Promise((resolve) => {
      const { socket } = new RelaySocket(url, { headers });
      socket.once('unexpected-response', (_request, response) => {
        resolve(response.statusCode);
        socket.terminate();
      });
      socket.once('open', () => {
        resolve(undefined);
        socket.terminate();
      });
    });

  test('a wrong Host, a web page and another path get no WebSocket', async () => {
    expect(await upgradeStatus({ host: 'evil.example' })).toBe(403);
    expect(await upgradeStatus({ origin: 'https://pocketoption.com' })).toBe(403);
    expect(await upgradeStatus({ origin: 'null' })).toBe(403);
    expect(await upgradeStatus({}, relay.wsUrl.replace('/v1', '/v2'))).toBe(404);
    expect(await upgradeStatus({ origin: EXTENSION_ORIGIN })).toBeUndefined();
    expect(await upgradeStatus({})).toBeUndefined();
  });

  test('another extension is told that it is another', async () => {
    const socket = new RelaySocket(relay.wsUrl, { origin: OTHER_EXTENSION });
    await socket.opened();
    socket.send(hello(TOKEN));
    expect(await errorOf(socket)).toBe('origin-refused');
  });

  test.each([
    ['an unknown token', hello('x'.repeat(43)), 'token-refused'],
    ['another version', hello(TOKEN, 2), 'version-differs'],
    ['another first message', { type: 'subscribe', pairs: '*' }, 'hello-missing'],
    ['no JSON', 'hello', 'hello-missing'],
  ])('%s ends the connection with its code', async (_what, message, code) => {
    const socket = new RelaySocket(relay.wsUrl);
    await socket.opened();
    socket.send(message);
    expect(await errorOf(socket)).toBe(code);
  });
});
