import type { PanelSession } from '../panel-session.ts';
import { ChartTypeChoice } from './chart-type-choice.tsx';
import { IndicatorMenu } from './indicator-menu.tsx';
import { PlaceButton } from './place-button.tsx';
import { SettingsMenu } from './settings-menu.tsx';
import { AlertMenu } from './alert-menu.tsx';
import { SaveMenu } from './save-menu.tsx';
import { TimeframeChoice } from './timeframe-choice.tsx';

export const Toolbar = ({ session }: { session: PanelSession }) => (
  <div class="toolbar">
    <TimeframeChoice session={session} />
    <ChartTypeChoice />
    <IndicatorMenu choices={session.indicators} />
    <AlertMenu session={session} />
    <SaveMenu session={session} />
    <PlaceButton />
    <SettingsMenu />
  </div>
);
