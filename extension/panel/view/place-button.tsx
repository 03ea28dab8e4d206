import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { texts } from '../texts/texts.ts';

type Place = { readonly kind: 'tab'; readonly windowId: number } | { readonly kind: 'side-panel' };

const findPlace = async (): Promise<Place> => {
  // Outside a tab there is none, whatever its type says.
  const tab = (await browser.tabs.getCurrent()) as browser.Tabs.Tab | undefined;
  return tab?.windowId === undefined ? { kind: 'side-panel' } : { kind: 'tab', windowId: tab.windowId };
};

const DOCK_PATH = 'M2.5 3.5h11v9h-11zM9.5 3.5v9';
const UNDOCK_PATH = 'M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13 3 7.5 8.5';

/** Moves the panel from a tab into the side panel and the other way round. */
export const PlaceButton = () => {
  const place = useSignal<Place | undefined>(undefined);
  useEffect(() => void findPlace().then((found) => (place.value = found)), [place]);
  const found = place.value;
  if (!found) return null;
  const isTab = found.kind === 'tab';

  const move = () => {
    // The side panel opens only within the click itself, so its window was looked up before.
    if (isTab) void chrome.sidePanel.open({ windowId: found.windowId });
    else void browser.tabs.create({ url: location.href });
  };
  const label = isTab ? texts.dock : texts.undock;
  return (
    <button
      type="button"
      class="icon-button"
      data-action={isTab ? 'dock' : 'undock'}
      aria-label={label}
      title={label}
      onClick={move}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={isTab ? DOCK_PATH : UNDOCK_PATH} />
      </svg>
    </button>
  );
};
