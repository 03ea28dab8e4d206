import type { PanelSession } from '../panel-session.ts';
import { AlertMenu } from './alert-menu.tsx';
import { ChartCount } from './chart-count.tsx';
import { ChartTypeChoice } from './chart-type-choice.tsx';
import { IndicatorMenu } from './indicator-menu.tsx';
import { PlaceButton } from './place-button.tsx';
import { SaveMenu } from './save-menu.tsx';
import { SettingsMenu } from './settings-menu.tsx';
import { TimeframeChoice } from './timeframe-choice.tsx';

export const Toolbar = ({ session }: { session: PanelSession }) => {
  const { alerts, surroundings } = session;
  const { extension } = surroundings;
  return (
    <div class="toolbar">
      <TimeframeChoice session={session} />
      <ChartTypeChoice />
      <IndicatorMenu choices={session.indicators} />
      {alerts && extension && (
        <AlertMenu session={session} alerts={alerts} isNotifyingDenied={extension.isNotifyingDenied} />
      )}
      <SaveMenu session={session} />
      <ChartCount session={session} />
      {extension && <PlaceButton findMove={extension.findMove} />}
      <SettingsMenu openOptions={extension?.openOptions} />
    </div>
  );
};
