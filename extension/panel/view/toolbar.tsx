import type { PanelSession } from '../panel-session.ts';
import { PlaceButton } from './place-button.tsx';
import { SettingsMenu } from './settings-menu.tsx';
import { TimeframeChoice } from './timeframe-choice.tsx';

export const Toolbar = ({ session }: { session: PanelSession }) => (
  <div class="toolbar">
    <TimeframeChoice session={session} />
    <PlaceButton />
    <SettingsMenu />
  </div>
);
