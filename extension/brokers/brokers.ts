import type { Broker } from './broker.ts';
import { pocketOption } from './pocket-option/pocket-option.ts';

/** Every broker whose pages are read. */
export const BROKERS: readonly Broker[] = [pocketOption];

/** The broker of a page by its host name, sub-domains included; `undefined` for any other page. */
export const brokerForHost = (hostname: string): Broker | undefined => {
  const host = hostname.toLowerCase();
  return BROKERS.find(({ hosts }) => hosts.some((known) => host === known || host.endsWith(`.${known}`)));
};
