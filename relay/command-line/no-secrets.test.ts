import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { startChild, waitUntil } from '../../testing/child-server.ts';
import { freePort } from '../../testing/free-port.ts';
import { httpRequest } from '../../testing/http-request.ts';
import { startRedis } from '../../testing/redis-server.ts';
import { tsxLoader } from '../../testing/relay-process.ts';
import { connectAs, RelaySocket } from '../../testing/relay-socket.ts';
import { startSupabase } from '../../testing/supabase.ts';
import { readRelayFile } from '../relay-file.ts';

const SOURCE = path.resolve(import.meta.dirname, '../tick-relay.ts');
/** With signs that stand otherwise in a URL and in JSON. */
const TOKEN = 'machine-token/"quoted"&more=0123456789+abcdef';
const PASSWORD = 'pass%word/"hunter2"&0123456789';
const WRONG_KEY = 'sb_secret_wrong/"key"&0123456789abcdef';

const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('base64url'),
];

/** Goes through good and bad ways of a relay at level debug; answers all that it wrote and showed, and more secrets. */
const useRelay = async (env: Record<string, string>): Promise<{ shown: string; secrets: string[] }> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'tick-relay-secrets-'));
  const logFile = path.join(dataDir, 'logs', 'relay.log');
  const child = startChild(process.execPath, ['--import', tsxLoader(), SOURCE], {
    cwd: dataDir,
    env: {
      PATH: process.env.PATH,
      XDG_CONFIG_HOME: dataDir,
      TICK_RELAY_PORT: '0',
      TICK_RELAY_DATA_DIR: dataDir,
      TICK_RELAY_LOG_LEVEL: 'debug',
      TICK_RELAY_TOKEN: TOKEN,
      ARCHIVE_INTERVAL_SECONDS: '1',
      ...(env.LOG_FILE === 'yes' && { TICK_RELAY_LOG_FILE: logFile }),
      ...env,
    },
  });
  let shown = '';
  for (const stream of [child.process.stdout, child.process.stderr]) {
    stream?.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  }
  try {
    await waitUntil(
      // The code that it prints at its start takes the place of one that was asked for before.
      () => readRelayFile(dataDir) !== undefined && shown.includes('Pairing code: '),
      () => shown,
      60_000,
    );
    const address = `127.0.0.1:${readRelayFile(dataDir)?.port ?? 0}`;
    const [url, wsUrl] = [`http://${address}`, `ws://${address}/v1`];
    const ownerToken = readFileSync(path.join(dataDir, 'owner-token'), 'utf8').trim();
    const bearer = { authorization: `Bearer ${TOKEN}` };
    const owner = { authorization: `Bearer ${ownerToken}` };
    const issued = await httpRequest(`${url}/api/pairing-codes`, {
      method: 'POST',
      headers: owner,
      body: '{}',
    });
    const { code } = issued.json() as { code: string };
    const body = JSON.stringify({ code });
    const { token } = (await httpRequest(`${url}/pair`, { method: 'POST', body })).json() as {
      token: string;
    };
    const { link } = (
      await httpRequest(`${url}/api/view-links`, { method: 'POST', headers: owner, body: '{}' })
    ).json() as { link: string };
    const opening = JSON.stringify({ link });
    const opened = (await httpRequest(`${url}/open`, { method: 'POST', body: opening })).json() as {
      token: string;
    };
    const secrets = [TOKEN, ownerToken, token, link, opened.token];
    for (const secret of [...secrets, code]) {
      const query = encodeURIComponent(secret);
      await httpRequest(`${url}/api/candles?pair=${query}&timeframe=${query}&token=${query}`, {
        headers: bearer,
      });
      await httpRequest(`${url}/${query}?token=${query}`);
      await httpRequest(`${url}/api/pairs`, { headers: { authorization: `Basic ${btoa(secret)}` } });
      await httpRequest(`${url}/pair`, { method: 'POST', body: JSON.stringify({ code: secret }) });
      await httpRequest(`${url}/pair`, { method: 'POST', body: `{"code":"${secret}` });
      await httpRequest(`${url}/open`, { method: 'POST', body: JSON.stringify({ link: secret }) });
      for (const text of [secret, JSON.stringify({ type: secret, token: secret })]) {
        const stranger = new RelaySocket(`${wsUrl}?token=${query}`);
        await stranger.opened();
        stranger.send(text);
        await stranger.closed;
      }
      const capture = await connectAs({ wsUrl, ownerToken: TOKEN }, 'capture');
      capture.send(secret);
      capture.send({ type: secret });
      capture.send({ type: 'ticks', seq: 1, ticks: [[secret, 1, 1, 1], secret] });
      capture.send({ type: 'ticks', seq: 2, ticks: [['EURUSD_otc', 1, Date.now(), Date.now()]] });
      await capture.take('ack', ({ seq }) => seq === 2);
      await capture.close();
    }
    // Until each server has answered or refused once.
    await vi.waitFor(
      async () => {
        const { redis, archive } = (await httpRequest(`${url}/api/status`, { headers: bearer })).json() as {
          redis: { state: string; problem?: string };
          archive: { state: string; problem?: string };
        };
        for (const { state, problem } of [redis, archive]) {
          expect(state === 'up' || (problem !== undefined && !problem.includes('is connecting'))).toBe(true);
        }
      },
      { timeout: 30_000, interval: 100 },
    );
    for (const page of ['/metrics', '/api/status', '/health', '/api/audit']) {
      shown += (await httpRequest(`${url}${page}`, { headers: bearer })).body;
    }
    await child.end('SIGTERM');
    const logs = path.dirname(logFile);
    if (env.LOG_FILE === 'yes')
      for (const name of readdirSync(logs)) shown += readFileSync(path.join(logs, name), 'utf8');
    return { shown, secrets };
  } finally {
    if (child.process.exitCode === null && child.process.signalCode === null) await child.end('SIGKILL');
    rmSync(dataDir, { recursive: true });
  }
};

const expectHidden = (shown: string, secrets: readonly string[]): void => {
  for (const secret of secrets) for (const form of formsOf(secret)) expect(shown).not.toContain(form);
};

test('with servers that take the secrets, and with ones that refuse them or are away, no secret is shown', async () => {
  const [redis, supabase, closed] = await Promise.all([
    startRedis({ password: PASSWORD }),
    startSupabase(),
    freePort(),
  ]);
  const password = encodeURIComponent(PASSWORD);
  const wrong = encodeURIComponent(`wrong-${PASSWORD}`);
  const ways = [
    {
      host: `${password}@127.0.0.1:${redis.port}`,
      key: supabase.secretKey,
      url: supabase.url,
      logFile: 'yes',
    },
    { host: `${wrong}@127.0.0.1:${redis.port}`, key: WRONG_KEY, url: supabase.url, logFile: 'no' },
    {
      host: `${password}@127.0.0.1:${closed}`,
      key: WRONG_KEY,
      url: `http://127.0.0.1:${closed}`,
      logFile: 'yes',
    },
  ];
  try {
    for (const { host, key, url, logFile } of ways) {
      const { shown, secrets } = await useRelay({
        REDIS_URL: `redis://:${host}`,
        SUPABASE_URL: url,
        SUPABASE_SECRET_KEY: key,
        LOG_FILE: logFile,
      });
      // The search is one: what was written is there to be found.
      expect(shown).toContain('runs at http://127.0.0.1');
      expect(shown).toContain('A message of a capture connection was refused');
      expectHidden(shown, [...secrets, PASSWORD, key]);
    }
  } finally {
    await Promise.all([redis.stop(), supabase.stop()]);
  }
}, 240_000);
