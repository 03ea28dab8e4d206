import type browser from 'webextension-polyfill';

type Port = Pick<browser.Runtime.Port, 'onMessage' | 'onDisconnect'>;

/** More than a bridge sends while the storage is read; it keeps what is not confirmed. */
const MAX_HELD = 1_000;

/**
 * Holds what comes over a port until somebody is there to take it: a port that nobody listens to loses its messages.
 * `isOpen` answers whether the other end is still there.
 */
export const heldMessages = (
  port: Port,
): { take(receive: (message: unknown) => void): void; isOpen(): boolean } => {
  const held: unknown[] = [];
  let isOpen = true;
  let receive = (message: unknown): void => {
    if (held.length < MAX_HELD) held.push(message);
  };
  port.onMessage.addListener((message) => receive(message));
  port.onDisconnect.addListener(() => (isOpen = false));
  return {
    isOpen: () => isOpen,
    take: (taker) => {
      receive = taker;
      for (const message of held.splice(0)) taker(message);
    },
  };
};
