import browser from 'webextension-polyfill';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { AlertMenu } from './alert-menu.tsx';
import { PlaceButton } from './place-button.tsx';
import { SaveMenu } from './save-menu.tsx';
import { TimeframeChoice } from './timeframe-choice.tsx';

const SLIDERS_PATH = 'M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6M8.5 3.5v3h3v-3zM4 9.5v3h3v-3z';

export const Toolbar = ({ session }: { session: PanelSession }) => (
  <div class="toolbar">
    <TimeframeChoice session={session} />
    <AlertMenu session={session} />
    <SaveMenu session={session} />
    <PlaceButton />
    <button
      type="button"
      class="icon-button"
      aria-label={texts.settings}
      title={texts.settings}
      onClick={() => void browser.runtime.openOptionsPage()}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SLIDERS_PATH} />
      </svg>
    </button>
  </div>
);
