import { signal } from '@preact/signals';
import { watchCaptureStatus, type CaptureStatus } from '../contracts/capture-status.ts';
import type { Settings } from '../contracts/settings.ts';
import { followSettings } from '../contracts/settings-storage.ts';

export const settings = signal<Settings | undefined>(undefined);
export const captureStatus = signal<CaptureStatus | undefined>(undefined);

/** Follows the settings and the background. */
export const startOptions = (): void => {
  followSettings((followed) => (settings.value = followed));
  watchCaptureStatus((status) => (captureStatus.value = status));
};
