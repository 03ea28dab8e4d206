import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RelayReport } from '../relay/server/relay-report.ts';
import { askRelay, readTicksOfPair } from '../testing/relay-api.ts';
import { startRelayProcess, type RelayProcess } from '../testing/relay-process.ts';
import { connectAs } from '../testing/relay-socket.ts';

const PAIR = 'EURUSD_otc';
const TICKS = 20_000;
const BATCH = 1_000;

/** A built relay meets a data directory that is not as it left it. */
describe('a data directory', () => {
  /** As a relay leaves it that was ended in order; every test damages a copy. */
  let sound: string;
  let dataDir: string;
  let file: string;
  const running: RelayProcess[] = [];

  beforeAll(async () => {
    sound = await mkdtemp(join(tmpdir(), 'tick-relay-sound-'));
    const relay = await startRelayProcess({ dataDir: sound });
    await send(relay, TICKS);
    await relay.stop();
  });
  afterAll(() => rm(sound, { recursive: true }));

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tick-relay-damage-'));
    file = join(dataDir, 'ticks.sqlite');
    await cp(sound, dataDir, { recursive: true });
  });

  afterEach(async () => {
    for (const relay of running.splice(0)) await relay.stop();
    await rm(dataDir, { recursive: true });
  });

  const start = async (): Promise<RelayProcess> => {
    const relay = await startRelayProcess({ dataDir });
    running.push(relay);
    return relay;
  };

  const asideFiles = (): string[] =>
    readdirSync(dataDir).filter((name) => /^ticks-damaged-.*\.sqlite$/.test(name));

  const expectSetAside = async (relay: RelayProcess): Promise<void> => {
    const aside = asideFiles();
    expect(aside).toHaveLength(1);
    expect(relay.output()).toContain(join(dataDir, aside[0] ?? ''));
    await send(relay, 3);
    expect(await readTicksOfPair(relay, PAIR)).toHaveLength(3);
  };

  test.each([
    ['cut off', () => truncateSync(file, statSync(file).size / 2)],
    ['empty', () => truncateSync(file, 0)],
    ['no database', () => writeFileSync(file, 'no database '.repeat(1_000))],
    ['without its first page', () => overwrite(file, 0)],
  ])('whose database is %s: set aside and named, and a new one goes on', async (_, damage) => {
    damage();
    await expectSetAside(await start());
  });

  test('of which a page was overwritten that the start reads: set aside and named, and a new one goes on', async () => {
    overwrite(file, rootPageOf(file, 'sqlite_autoindex_ticks_1'));
    await expectSetAside(await start());
  });

  test('of which a page was overwritten that only a write meets: nothing acked, told, set aside at the next start', async () => {
    overwrite(file, rootPageOf(file, 'ticks'));
    const relay = await start();
    const capture = await connectAs(relay, 'capture');
    capture.send({ type: 'ticks', seq: 1, ticks: [[PAIR, 1, Date.now(), Date.now()]] });
    const heard = (await capture.closed).map((message) => ('code' in message ? message.code : message.type));
    expect(heard).toEqual(['not-kept']);
    const { log } = await askRelay<RelayReport>(relay, '/api/status');
    expect(log.problem).toMatch(/is damaged .*restart the relay, which sets the damaged file aside/);
    expect(asideFiles()).toEqual([]);
    await relay.stop();
    await expectSetAside(await start());
  });

  test('whose write-ahead log is torn: what is before the tear is there, and the relay goes on', async () => {
    const relay = await startRelayProcess({ dataDir });
    await send(relay, TICKS);
    await relay.kill();
    const wal = `${file}-wal`;
    truncateSync(wal, Math.floor(statSync(wal).size / 2) + 123);
    const again = await start();
    const { kept } = await askRelay<RelayReport>(again, '/api/status');
    expect(kept).toBeGreaterThanOrEqual(TICKS);
    expect(kept).toBeLessThan(2 * TICKS);
    expect(await readTicksOfPair(again, PAIR)).toHaveLength(kept);
    await send(again, 3);
    expect(await readTicksOfPair(again, PAIR)).toHaveLength(kept + 3);
    expect(asideFiles()).toEqual([]);
  });

  test('of a newer relay: refused with a sentence, and left as it is', async () => {
    const database = new Database(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const before = readFileSync(file);
    await expect(startRelayProcess({ dataDir })).rejects.toThrow(
      /written by a newer tick-relay \(its format is 99, this relay knows up to \d+\): update tick-relay, or set TICK_RELAY_DATA_DIR/,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(join(dataDir, 'relay.json'))).toBe(false);
  });
});

let clock = Date.now() - 3_600_000;

/** Sends so many ticks that nobody has yet, and waits until they are acked. */
const send = async (relay: RelayProcess, count: number): Promise<void> => {
  const capture = await connectAs(relay, 'capture');
  let seq = 0;
  for (let left = count; left > 0; left -= BATCH) {
    seq += 1;
    const ticks = Array.from({ length: Math.min(left, BATCH) }, () => [PAIR, 1.5, (clock += 1), clock]);
    capture.send({ type: 'ticks', seq, ticks });
  }
  await capture.take('ack', (ack) => ack.seq === seq);
  await capture.close();
};

const PAGE_BYTES = 4_096;

/** Fills a page, counted from 0, with what is no page. */
const overwrite = (file: string, page: number): void => {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
  writeFileSync(file, bytes);
};

/** The page from which every search in the table of ticks begins. */
const rootPageOf = (file: string, name: string): number => {
  const database = new Database(file);
  const [page] = database.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').raw().get(name) as [
    number,
  ];
  database.close();
  return page - 1;
};
