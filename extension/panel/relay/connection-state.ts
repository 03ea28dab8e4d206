/** How the panel stands with the relay; each is shown with its own cause and action. */
export const CONNECTION_STATES = [
  'connecting',
  'connected',
  'relay-not-running',
  'not-paired',
  'token-refused',
  'origin-refused',
  'version-differs',
  /** The relay runs and ended the connection for a passing reason; the next attempt is under way. */
  'reconnecting',
] as const;

export type ConnectionState = (typeof CONNECTION_STATES)[number];
