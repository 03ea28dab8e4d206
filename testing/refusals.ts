import { httpRequest } from './http-request.ts';
import type { RelayAccess } from './relay-api.ts';

const REFUSED = /^tick_relay_(?:connections|messages)_refused_total\{(.*)\} (\d+)$/gm;

/** What `/metrics` says of refusals so far, by the text of their labels, such as `reason="host-refused"`. */
export const readRefusals = async ({ url, ownerToken }: RelayAccess): Promise<Map<string, number>> => {
  const { body } = await httpRequest(`${url}/metrics`, {
    headers: { authorization: `Bearer ${ownerToken}` },
  });
  return new Map([...body.matchAll(REFUSED)].map(([, labels = '', count]) => [labels, Number(count)]));
};

/** How often `reason` was counted so far, for connections and requests. */
export const refusalsFor = async (relay: RelayAccess, reason: string): Promise<number> =>
  (await readRefusals(relay)).get(`reason="${reason}"`) ?? 0;
