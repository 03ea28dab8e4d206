import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { browserArgs } from '../testing/browser.ts';
import { startInProcessRelay, type InProcessRelay } from '../testing/in-process-relay.ts';
import { startJsonSite, type JsonSite } from '../testing/json-site.ts';
import { refusalsFor } from '../testing/refusals.ts';
import { askRelay } from '../testing/relay-api.ts';
import { CHROMIUM, ensureProgram } from '../testing/system-programs.ts';

const TOKEN = 'a-token-for-machines-0123456789abcdef';

let relay: InProcessRelay;
let site: JsonSite;
let browser: Browser;
let page: Page;
/** Stays valid over every probe: none of them may use it up. */
let code: string;

beforeAll(async () => {
  relay = await startInProcessRelay({ config: { token: TOKEN } });
  site = await startJsonSite();
  browser = await chromium.launch({
    executablePath: ensureProgram(CHROMIUM),
    // The page's names lead to loopback, as a rebound one does: no rule on private networks keeps it away.
    args: [...browserArgs(true), '--host-resolver-rules=MAP *.example 127.0.0.1'],
  });
  page = await browser.newPage();
  await page.goto(`http://site.example:${site.port}/`);
  code = (await askRelay<{ code: string }>(relay, '/api/pairing-codes', { method: 'POST' })).code;
});

afterAll(async () => {
  await browser.close();
  await site.stop();
  await relay.close();
});

/** `type status text` of what the page could read, or the name of the error that it got. */
const fetched = (url: string, init: RequestInit = {}): Promise<string> =>
  page.evaluate(
    async ([url, init]) => {
      try {
        const response = await fetch(url, init);
        return `${response.type} ${response.status} ${await response.text()}`.trim();
      } catch (error) {
        return (error as Error).name;
      }
    },
    [url, init] as const,
  );

const expectRefused = async (reason: string, attack: () => Promise<unknown>): Promise<void> => {
  const before = await refusalsFor(relay, reason);
  await attack();
  await expect.poll(() => refusalsFor(relay, reason)).toBeGreaterThan(before);
};

it.each<[string, string, RequestInit]>([
  ['a plain fetch', '/health', {}],
  ['one with credentials', '/health', { credentials: 'include' }],
  [
    'one with the token, which needs a preflight',
    '/api/pairs',
    { headers: { authorization: `Bearer ${TOKEN}` } },
  ],
  ['a PUT, which needs a preflight', '/pair', { method: 'PUT' }],
  [
    'a JSON body, which needs a preflight',
    '/pair',
    { method: 'POST', headers: { 'content-type': 'application/json' } },
  ],
])('%s of a web page reads nothing and is counted', async (_what, path, init) => {
  await expectRefused('origin-refused', async () => {
    expect(await fetched(`${relay.url}${path}`, init)).toBe('TypeError');
  });
});

it('a fetch without CORS reads nothing', async () => {
  for (const path of ['/health', '/', '/metrics'])
    await expectRefused('origin-refused', async () => {
      expect(await fetched(`${relay.url}${path}`, { mode: 'no-cors' })).toBe('opaque 0');
    });
});

it.each(['unsafe-url', 'no-referrer'] as const)(
  'the right pairing code in a POST that needs no preflight is refused (%s)',
  (referrerPolicy) =>
    expectRefused('origin-refused', async () => {
      const body = JSON.stringify({ code });
      const init: RequestInit = { method: 'POST', mode: 'no-cors', body, referrerPolicy };
      expect(await fetched(`${relay.url}/pair`, init)).toBe('opaque 0');
    }),
);

it('the right pairing code in a form is refused', () =>
  expectRefused('origin-refused', () =>
    page.evaluate(
      ([action, code]) => {
        const frame = document.body.appendChild(document.createElement('iframe'));
        frame.name = 'answer';
        const form = document.body.appendChild(document.createElement('form'));
        Object.assign(form, { action, method: 'post', enctype: 'text/plain', target: 'answer' });
        const field = form.appendChild(document.createElement('input'));
        // As text/plain this makes JSON: {"code":"ABCD-EFGH","x":"="}
        [field.name, field.value] = [`{"code":"${code}","x":"`, '"}'];
        form.submit();
      },
      [`${relay.url}/pair`, code] as const,
    ),
  ));

it.each(['img', 'script', 'link'] as const)('<%s> of what needs no token loads nothing', async (tag) => {
  const event = await page.evaluate(
    ([tag, url]) =>
      new Promise<string>((resolve) => {
        const element = document.createElement(tag);
        element.onload = () => resolve('load');
        element.onerror = () => resolve('error');
        if (element instanceof HTMLLinkElement) [element.rel, element.href] = ['stylesheet', url];
        else element.src = url;
        document.body.append(element);
      }),
    [tag, `${relay.url}/health`] as const,
  );
  expect(event).toBe('error');
});

it('a WebSocket of a web page does not open, and is counted', () =>
  expectRefused('origin-refused', async () => {
    const events = await page.evaluate(
      (url) =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          const socket = new WebSocket(url);
          socket.onopen = () => seen.push('open');
          socket.onmessage = () => seen.push('message');
          socket.onclose = () => resolve(seen);
        }),
      relay.wsUrl,
    );
    expect(events).toEqual([]);
  }));

it('a name that was rebound to this machine gets nothing, as its own origin too', async () => {
  const rebound = `http://rebound.example:${relay.port}/health`;
  await expectRefused('host-refused', () => fetched(rebound));
  const other = await browser.newPage();
  await expectRefused('host-refused', async () => {
    const answer = await other.goto(rebound);
    expect(answer?.status()).toBe(403);
    expect(await answer?.text()).not.toContain('"ok"');
  });
  await other.close();
});

it('none of this has changed anything: nobody is paired, and the code works still', async () => {
  expect((await askRelay<{ paired: number }>(relay, '/api/status')).paired).toBe(0);
  const answer = await askRelay<{ token: string }>(relay, '/pair', {
    method: 'POST',
    body: JSON.stringify({ code }),
  });
  expect(answer.token.length).toBeGreaterThan(40);
});
