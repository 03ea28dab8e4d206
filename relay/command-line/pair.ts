import type { PairingCode } from '../server/pairing-codes.ts';
import { RelayClient } from './relay-client.ts';

/** What to do with a code, for people. */
export const pairingText = ({ code, expiresAt }: PairingCode): string => {
  const until = new Date(expiresAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return [
    `Pairing code: ${code}   (works once, until ${until})`,
    'Type it into the side panel of the extension: click its icon, then "Pair".',
  ].join('\n');
};

const requestCode = async (client: RelayClient): Promise<PairingCode> =>
  (await client.ask('POST', '/api/pairing-codes')) as PairingCode;

/** `tick-relay pair` */
export const pair = async (dataDir: string): Promise<void> => {
  console.log(pairingText(await requestCode(new RelayClient(dataDir))));
};
