const HEALTH_TIMEOUT_MS = 3_000;
/** A relay that does not want this copy of the extension says so; it runs all the same. */
const FORBIDDEN = 403;

/**
 * Whether a relay answers at `relayUrl`, asked without a token. It tells a relay that does not want us from one that
 * does not run, which a failed WebSocket handshake does not. Another program at the address is no relay. Never rejects.
 */
export const isRelayRunning = async (relayUrl: string): Promise<boolean> => {
  try {
    const { ok, status } = await fetch(new URL('/health', relayUrl), {
      cache: 'no-store',
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
    });
    return ok || status === FORBIDDEN;
  } catch {
    return false;
  }
};
