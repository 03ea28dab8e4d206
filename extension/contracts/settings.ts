import { DEFAULT_RELAY_URL } from '../../shared/protocol.ts';

/** What the extension remembers in `storage.local` under `settings`. */
export interface Settings {
  /** `http://127.0.0.1:8787` */
  readonly relayUrl: string;
  /** Absent until paired. */
  readonly token?: string | undefined;
}

export const SETTINGS_KEY = 'settings';

/** Reads what `storage.local` holds; anything that is missing or of another type becomes its default. */
export const settingsOf = (stored: unknown): Settings => {
  const { relayUrl, token } = (stored ?? {}) as Record<string, unknown>;
  return {
    relayUrl: typeof relayUrl === 'string' && relayUrl ? relayUrl : DEFAULT_RELAY_URL,
    token: typeof token === 'string' && token ? token : undefined,
  };
};
