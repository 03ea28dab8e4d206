import type { CaptureStatus } from '../contracts/capture-status.ts';
import type { Settings } from '../contracts/settings.ts';
import type { Pair } from '../../shared/pair.ts';
import type { TickTuple } from '../../shared/tick.ts';
import type { AlertStore } from './alerts/alert-book.ts';
import type { PlaceOfChoices } from './storage/place-of-choices.ts';

/** A way to another place of the browser, of a panel in a tab into the side panel and the other way round. */
export interface Move {
  readonly to: 'side-panel' | 'tab';
  /** Within a click: Chrome opens its side panel only there. */
  readonly go: () => void;
}

/** What only a page of the extension has, in the browser that captures. */
export interface ExtensionSurroundings {
  /** Keeps the token that pairing has given. */
  readonly keepToken: (token: string) => Promise<void>;
  /** Calls with what the background says of capturing, at first and at every change. */
  readonly watchCaptureStatus: (listener: (status: CaptureStatus) => void) => void;
  /** Calls with the ticks that the background shows itself while the relay is away. */
  readonly followLiveTicks: (listener: (tuples: readonly TickTuple[]) => void) => void;
  /** Calls with the pair that a notification asks for. */
  readonly followAskedPair: (show: (pair: Pair) => void) => void;
  readonly alerts: AlertStore;
  /** Whether the system shows no notifications of this browser. */
  readonly isNotifyingDenied: () => Promise<boolean>;
  readonly openOptions: () => void;
  readonly findMove: () => Promise<Move>;
}

/** What the panel has around it: a page of the extension, or one that the relay serves to any browser. */
export interface Surroundings {
  readonly choices: PlaceOfChoices;
  /** Calls with the relay's address and the token, at first and at every change. */
  readonly followSettings: (listener: (settings: Settings) => void) => void;
  /** Absent in any other browser. */
  readonly extension?: ExtensionSurroundings;
}
