import { expect, test } from 'vitest';
import { readTicksOfPair } from '../../testing/relay-api.ts';
import { startRelayProcess } from '../../testing/relay-process.ts';
import { connectAs } from '../../testing/relay-socket.ts';

test('what was acked is there after the relay was killed', async () => {
  const relay = await startRelayProcess({ code: 'source' });
  try {
    const capture = await connectAs(relay, 'capture');
    const now = Date.now();
    for (let seq = 1; seq <= 20; seq += 1) {
      capture.send({ type: 'ticks', seq, ticks: [['EURUSD_otc', 1 + seq / 100, now + seq, now]] });
    }
    await capture.take('ack', ({ seq }) => seq === 20);
    await relay.kill();
    await capture.closed;
    await relay.restart();
    const kept = await readTicksOfPair(relay, 'EURUSD_otc');
    expect(kept.map(({ timestamp }) => timestamp - now)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  } finally {
    await relay.stop();
  }
});
