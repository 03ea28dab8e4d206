import browser from 'webextension-polyfill';
import { followAskedPair } from '../contracts/asked-pair.ts';
import { watchCaptureStatus } from '../contracts/capture-status.ts';
import { choicesStorage } from '../contracts/choices-storage.ts';
import { followLiveTicks } from '../contracts/live-ticks.ts';
import { storedAlerts } from '../contracts/price-alerts-storage.ts';
import { followSettings, writeSettings } from '../contracts/settings-storage.ts';
import type { Surroundings } from '../panel/surroundings.ts';
import { findMove } from './find-move.ts';

/** The panel in the extension: beside the broker's page, or in a tab. */
export const extensionSurroundings: Surroundings = {
  choices: choicesStorage,
  followSettings,
  extension: {
    keepToken: (token) => writeSettings({ token }),
    watchCaptureStatus,
    followLiveTicks,
    followAskedPair,
    alerts: storedAlerts,
    isNotifyingDenied: async () => (await chrome.notifications.getPermissionLevel()) === 'denied',
    openOptions: () => void browser.runtime.openOptionsPage(),
    findMove,
  },
};
