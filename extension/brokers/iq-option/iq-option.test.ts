import { describe, expect, test } from 'vitest';
import { candle, decode, DECOYS, frame, live, NOW, sync, T } from '../../../testing/iq-option-frames.ts';
import { milliseconds } from '../../../shared/units.ts';
import { avalon, bullEx, exnova, iqOption } from './iq-option.ts';

const HOUR = 3_600_000;
describe('prices', () => {
  test('candle-generated: the close, at its nanoseconds', () => {
    expect(decode([candle(76, T, 1.162145)])).toEqual([live('active:76@iq-option', 1.162145, T)]);
    const text =
      '{"name":"candle-generated","microserviceName":"quotes","msg":{"active_id":2270,"size":5,' +
      '"at":1790265979041555700,"from":1790265975,"to":1790265980,"close":84656.21,"open":84646.06}}';
    expect(decode([text])).toEqual([live('active:2270@iq-option', 84656.21, 1790265979042)]);
  });

  test('candles-generated: the value', () => {
    const msg = { active_id: 76, at: T * 1e6, value: 1.162715, ask: 1.2, bid: 1.1, phase: 'T' };
    const candles = { 1: { from: 1790265979, close: 9 }, 60: { from: 1790265960, close: 9 } };
    expect(decode([frame('candles-generated', { ...msg, candles })])).toEqual([
      live('active:76@iq-option', 1.162715, T),
    ]);
  });

  test('a tick that comes once for each size is told once', () => {
    const later = [candle(76, T + 10, 1.1), candle(76, T + 10, 1.1, 60)];
    expect(
      decode([
        candle(76, T, 1.1),
        candle(76, T, 1.1, 5),
        ...later,
        candle(76, T, 1.1, 60),
        candle(77, T, 1.1),
      ]),
    ).toEqual([
      live('active:76@iq-option', 1.1, T),
      live('active:76@iq-option', 1.1, T + 10),
      live('active:77@iq-option', 1.1, T),
    ]);
  });

  test.each([
    null,
    [],
    'x',
    {},
    { active_id: '76', at: T * 1e6, close: 1, value: 1 },
    { active_id: 7.5, at: T * 1e6, close: 1, value: 1 },
    { active_id: -1, at: T * 1e6, close: 1, value: 1 },
    { active_id: 76, at: `${T}000000`, close: 1, value: 1 },
    { active_id: 76, at: -T * 1e6, close: 1, value: 1 },
    { active_id: 76, at: T, close: 1, value: 1 },
    { active_id: 76, at: T * 1e6, close: 0, value: 0 },
    { active_id: 76, at: T * 1e6, close: '1.1', value: '1.1' },
    { active_id: 76, at: T * 1e6 },
  ])('%j is no price', (msg) => {
    expect(decode([sync(), frame('candle-generated', msg), frame('candles-generated', msg)])).toEqual([]);
  });
});

describe('the clock', () => {
  test('timeSync fixes it to the half hour, so that an old price keeps its own time', () => {
    expect(decode([sync(), candle(76, T - 3 * HOUR, 1.1), sync()])).toEqual([
      live('active:76@iq-option', 1.1, T - 3 * HOUR),
    ]);
    expect(decode([sync(2 * HOUR), candle(76, T + 2 * HOUR, 1.1)])).toEqual([
      live('active:76@iq-option', 1.1, T),
    ]);
  });

  test.each([null, 'x', `${T}`, -1, 0, 1e300, T + 0.5, {}])('timeSync of %j is none', (msg) => {
    expect(decode([frame('timeSync', msg), candle(76, T + 2 * HOUR, 1.1)])).toEqual([
      live('active:76@iq-option', 1.1, T),
    ]);
  });
});

describe('decoys', () => {
  const msg = {
    active_id: 76,
    size: 1,
    at: T * 1e6,
    close: 1.1,
    value: 1.1,
    candles: [{ from: 1, close: 1 }],
  };

  test.each(DECOYS)('%s says nothing', (name) => {
    expect(decode([sync(), frame(name, msg), frame(name, { name: 'candle-generated', msg })])).toEqual([]);
  });

  test.each(['', '[]', 'null', '{"candle-generated"', '["candle-generated"]', '{"name":["timeSync"]}'])(
    '%s says nothing',
    (text) => {
      expect(decode([text])).toEqual([]);
    },
  );

  test('a binary frame says nothing', () => {
    expect(decode([new TextEncoder().encode(candle(76, T, 1.1))])).toEqual([]);
  });
});

test.each([
  [iqOption, 'iq-option', 'iqoption.com'],
  [exnova, 'exnova', 'trade.exnova.com'],
  [avalon, 'avalon', 'trade.avalonbroker.com'],
  [bullEx, 'bull-ex', 'trade.bull-ex.com'],
])('each broker of the platform has pairs of its own', (broker, id, host) => {
  expect(broker).toMatchObject({ id, hosts: [host] });
  expect(broker.createDecoder().decode(candle(1, T, 1.1), milliseconds(NOW))).toEqual([
    live(`active:1@${id}`, 1.1, T),
  ]);
});
