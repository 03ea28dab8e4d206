const PROBE_TIMEOUT_MS = 3_000;

/** Whether anything answers at the relay's address; a refused or failed `/health` answer is one too. */
export const isRelayRunning = async (relayUrl: string): Promise<boolean> => {
  try {
    await fetch(`${relayUrl}/health`, { cache: 'no-store', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
};
