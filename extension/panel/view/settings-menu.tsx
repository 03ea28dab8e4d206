import { timeZone } from '../chart/time-zone.ts';
import { followsPage, palette, theme } from '../preferences/preferences.ts';
import type { ExtensionSurroundings } from '../surroundings.ts';
import { texts } from '../texts/texts.ts';
import { Choice } from './choice.tsx';
import { toggleHelp } from './help.tsx';
import { PopoverButton } from './popover-button.tsx';

const SLIDERS_PATH = 'M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6M8.5 3.5v3h3v-3zM4 9.5v3h3v-3z';
const { preferences } = texts;

const FollowsPage = () => (
  <label class="switch" title={preferences.followsPageHint}>
    <input
      type="checkbox"
      role="switch"
      name="follows-page"
      checked={followsPage.value}
      onChange={({ currentTarget }) => void followsPage.set(currentTarget.checked)}
    />
    {preferences.followsPage}
  </label>
);

export interface SettingsMenuProps {
  /** Absent outside the extension. */
  readonly openOptions: ExtensionSurroundings['openOptions'] | undefined;
}

/** What the trader prefers, each kept and applied at once. */
export const SettingsMenu = ({ openOptions }: SettingsMenuProps) => (
  <PopoverButton name="preferences" label={preferences.title} icon={SLIDERS_PATH}>
    <div class="preferences">
      <Choice name="theme" label={preferences.theme} options={preferences.themes} choice={theme} />
      <Choice name="palette" label={preferences.palette} options={preferences.palettes} choice={palette} />
      <Choice
        name="time-zone"
        label={preferences.timeZone}
        options={preferences.timeZones}
        choice={timeZone}
      />
      <FollowsPage />
      <div class="preferences-links">
        <button type="button" class="button" onClick={toggleHelp}>
          {preferences.shortcuts} <kbd>?</kbd>
        </button>
        {openOptions && (
          <button type="button" class="button" onClick={openOptions}>
            {preferences.options}
          </button>
        )}
      </div>
    </div>
  </PopoverButton>
);
