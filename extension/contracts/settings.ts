/** What the extension remembers in `storage.local` under `settings`. */
export interface Settings {
  /** `http://127.0.0.1:8787` */
  readonly relayUrl: string;
  /** Absent until paired. */
  readonly token?: string | undefined;
}

export const SETTINGS_KEY = 'settings';
