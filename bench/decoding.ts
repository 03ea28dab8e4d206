import { performance } from 'node:perf_hooks';
import { pocketOption } from '../extension/brokers/pocket-option/pocket-option.ts';
import { DEFAULT_PAIRS } from '../simulator/assets.ts';
import { milliseconds } from '../shared/units.ts';
import { bytes, header, NOW, T } from '../testing/pocket-option-frames.ts';
import { median } from './calm-rounds.ts';

const TICKS = 100_000;
const ROUNDS = 5;
const FRAMES_PER_TICK = 2;

export interface DecodingRates {
  /** Frames a second through the decoder: the header and its attachment are two. */
  readonly decoder: number;
  /** Frames a second where the payload is only parsed, and the header not looked at. */
  readonly parsing: number;
}

const payloads = (): Uint8Array[] =>
  Array.from({ length: TICKS }, (_, index) =>
    bytes([[DEFAULT_PAIRS[index % DEFAULT_PAIRS.length], T + index / 1_000, 1 + (index % 997) / 1_000]]),
  );

const framesPerSecond = (run: () => number): number => {
  const began = performance.now();
  const ticks = run();
  if (ticks !== TICKS) throw new Error(`The decoder gave ${ticks} ticks of ${TICKS}.`);
  return (TICKS * FRAMES_PER_TICK) / ((performance.now() - began) / 1_000);
};

const decodeAll = (frames: readonly Uint8Array[]): number => {
  const decoder = pocketOption.createDecoder();
  const announced = header('updateStream');
  let ticks = 0;
  for (const [index, frame] of frames.entries()) {
    const receivedAt = milliseconds(NOW + index);
    decoder.decode(announced, receivedAt);
    for (const event of decoder.decode(frame, receivedAt))
      if (event.type === 'ticks') ticks += event.ticks.length;
  }
  return ticks;
};

const parseAll = (frames: readonly Uint8Array[]): number => {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let ticks = 0;
  for (const frame of frames) ticks += (JSON.parse(utf8.decode(frame)) as unknown[]).length;
  return ticks;
};

/** How fast one core decodes a Pocket Option feed of one tick a frame, beside parsing its payloads alone; in turns. */
export const measureDecoding = (): DecodingRates => {
  const frames = payloads();
  const rounds = Array.from({ length: ROUNDS }, () => ({
    decoder: framesPerSecond(() => decodeAll(frames)),
    parsing: framesPerSecond(() => parseAll(frames)),
  }));
  return {
    decoder: median(rounds.map(({ decoder }) => decoder)),
    parsing: median(rounds.map(({ parsing }) => parsing)),
  };
};
