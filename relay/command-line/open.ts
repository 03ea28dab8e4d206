import type { ViewLink } from '../server/view-links.ts';
import { RelayClient } from './relay-client.ts';

export interface OpenOptions {
  /** Opens nothing, for a browser on another screen or of another name. */
  readonly print?: boolean;
}

/**
 * `tick-relay open`: the dashboard in the user's browser. The link stands behind the `#` of the address, which no
 * browser sends or logs.
 */
export const open = async (dataDir: string, { print = false }: OpenOptions): Promise<void> => {
  const client = new RelayClient(dataDir);
  const { link } = (await client.ask('POST', '/api/view-links')) as ViewLink;
  const url = `${client.url}/#open=${link}`;
  if (print) {
    console.log(`Open this within a minute; it works once: ${url}`);
    return;
  }
  const { default: openInBrowser } = await import('open');
  // Nothing opens it on a machine without a screen, for one: the line below says what to do.
  await openInBrowser(url).catch(() => undefined);
  console.log(`Opening your browser. If none comes up, open this within a minute; it works once: ${url}`);
};
