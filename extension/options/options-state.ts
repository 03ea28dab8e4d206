import { signal } from '@preact/signals';
import { watchCaptureStatus, type CaptureStatus } from '../contracts/capture-status.ts';
import type { Settings } from '../contracts/settings.ts';
import { readSettings, watchSettings } from '../contracts/settings-storage.ts';

export const settings = signal<Settings | undefined>(undefined);
export const captureStatus = signal<CaptureStatus | undefined>(undefined);

/** Reads the settings and follows them and the background. */
export const startOptions = async (): Promise<void> => {
  watchSettings((changed) => (settings.value = changed));
  watchCaptureStatus((status) => (captureStatus.value = status));
  settings.value = await readSettings();
};
