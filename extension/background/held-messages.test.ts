import type browser from 'webextension-polyfill';
import { expect, test } from 'vitest';
import { heldMessages } from './held-messages.ts';

const fakePort = () => {
  const listeners: ((value: unknown) => void)[] = [];
  const ends: (() => void)[] = [];
  const port = {
    onMessage: { addListener: (listener: (value: unknown) => void) => listeners.push(listener) },
    onDisconnect: { addListener: (listener: () => void) => ends.push(listener) },
  } as unknown as browser.Runtime.Port;
  return {
    port,
    say: (message: unknown) => listeners.forEach((listener) => listener(message)),
    end: () => ends.forEach((listener) => listener()),
  };
};

test('what came before anybody took it comes first, in order', () => {
  const { port, say } = fakePort();
  const held = heldMessages(port);
  say(1);
  say(2);
  const taken: unknown[] = [];
  held.take((message) => taken.push(message));
  say(3);
  expect(taken).toEqual([1, 2, 3]);
});

test('holds only so many, and knows when the other end has gone', () => {
  const { port, say, end } = fakePort();
  const held = heldMessages(port);
  for (let count = 0; count < 5_000; count += 1) say(count);
  expect(held.isOpen()).toBe(true);
  end();
  expect(held.isOpen()).toBe(false);
  const taken: unknown[] = [];
  held.take((message) => taken.push(message));
  expect(taken).toHaveLength(1_000);
});
