import { afterEach, expect, test } from 'vitest';
import { httpRequest } from '../../testing/http-request.ts';
import { startInProcessRelay, type InProcessRelay } from '../../testing/in-process-relay.ts';
import { askRelay } from '../../testing/relay-api.ts';
import { connectAs } from '../../testing/relay-socket.ts';
import { ticksOf } from '../../testing/ticks.ts';
import { tickToTuple } from '../../shared/tick.ts';
import type { AuditReport } from './audit-report.ts';
import type { RelayReport } from './relay-report.ts';

const PAIR = 'EURUSD_otc';

let relay: InProcessRelay;
afterEach(() => relay.close());

const audit = (): Promise<AuditReport> => askRelay(relay, '/api/audit');

test('the audit answers what became of everything that was received', async () => {
  relay = await startInProcessRelay();
  const capture = await connectAs(relay, 'capture');
  const tuples = ticksOf(PAIR, 10).map(tickToTuple);
  capture.send({ type: 'ticks', seq: 1, ticks: [...tuples, ...tuples.slice(0, 3), [PAIR, 'one'], 'x'] });
  capture.send({ type: 'ticks', seq: 2, ticks: ['x'] });
  await capture.take('ack', ({ seq }) => seq === 2);
  expect(await audit()).toMatchObject({
    balanced: true,
    total: { received: 16, kept: 10, duplicate: 3, refused: 3, waiting: 10, problems: [] },
    pairs: [
      { pair: null, received: 2, refused: 2 },
      { pair: PAIR, received: 14, kept: 10, duplicate: 3, refused: 1 },
    ],
    captures: [],
  });
  await capture.close();
});

test('what a capture has told of its outbox is shown for as long as it is connected', async () => {
  relay = await startInProcessRelay();
  const [first, second] = [await connectAs(relay, 'capture'), await connectAs(relay, 'capture')];
  first.send({ type: 'captureStatus', waiting: 5, dropped: 0 });
  first.send({ type: 'captureStatus', waiting: 7, dropped: 1 });
  second.send({ type: 'captureStatus', waiting: 0, dropped: 0 });
  const told = async (): Promise<unknown> => (await audit()).captures;
  await expect.poll(told).toHaveLength(2);
  expect(await told()).toEqual(
    expect.arrayContaining([
      { waiting: 7, dropped: 1 },
      { waiting: 0, dropped: 0 },
    ]),
  );
  await first.close();
  await expect.poll(told).toEqual([{ waiting: 0, dropped: 0 }]);
  const { captureStatus, lastProblem } = await askRelay<RelayReport>(relay, '/api/status');
  expect(captureStatus).toEqual([{ waiting: 0, dropped: 0 }]);
  expect(lastProblem?.sentence).toContain('given up in the browser');
});

test.each([{ waiting: -1, dropped: 0 }, { waiting: 0.5, dropped: 0 }, { waiting: 0, dropped: 2 ** 60 }, {}])(
  'a status with %o is refused',
  async (counts) => {
    relay = await startInProcessRelay({ limits: { refusedMessages: 1 } });
    const capture = await connectAs(relay, 'capture');
    capture.send({ type: 'captureStatus', ...counts });
    expect(await capture.take('error')).toMatchObject({ code: 'message-refused' });
    await capture.closed;
    expect((await audit()).captures).toEqual([]);
  },
);

test('without Supabase the deep audit says what it needs', async () => {
  relay = await startInProcessRelay();
  const headers = { authorization: `Bearer ${relay.ownerToken}` };
  const { status, body } = await httpRequest(`${relay.url}/api/audit?deep=1`, { headers });
  expect(status).toBe(409);
  expect(body).toMatch(/no Supabase .* set SUPABASE_URL and SUPABASE_SECRET_KEY, or leave --deep out/);
});

test('the audit needs a token, and dead letters need the owner’s', async () => {
  const token = 'a-machine-with-a-token-of-its-own';
  relay = await startInProcessRelay({ config: { token } });
  const ask = async (method: string, path: string, sent?: string): Promise<number> => {
    const headers = sent === undefined ? {} : { authorization: `Bearer ${sent}` };
    return (await httpRequest(relay.url + path, { method, headers })).status;
  };
  expect(await ask('GET', '/api/audit')).toBe(401);
  expect(await ask('GET', '/api/audit', token)).toBe(200);
  for (const [method, path] of [
    ['GET', '/api/dead-letters'],
    ['POST', '/api/dead-letters/retry'],
    ['POST', '/api/dead-letters/drop'],
  ] as const) {
    expect(await ask(method, path, token)).toBe(403);
    expect(await ask(method, path, relay.ownerToken)).toBe(200);
  }
});
