import { healthOf } from '../data/health.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { HealthDetails } from './health-details.tsx';
import { PopoverButton } from './popover-button.tsx';

/** A dot whose shape and colour tell how the line does; it opens all there is to know of it. */
export const HealthButton = ({ session }: { session: PanelSession }) => {
  const health = healthOf(session.connection.value, session.meter.figures.value);
  const { sentence } = texts.health.states[health];
  return (
    <PopoverButton
      name="health"
      label={texts.health.label(sentence)}
      icon={<span class={`health ${health}`} data-health={health} />}
    >
      <HealthDetails session={session} health={health} />
    </PopoverButton>
  );
};
