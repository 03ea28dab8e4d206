import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import type { ChartSpot } from '../workspace/chart-spot.ts';
import { ChartPlace } from './chart-place.tsx';
import { Mounted } from './mounted.tsx';

const CROSS_PATH = 'M4.5 4.5l7 7M11.5 4.5l-7 7';

interface GridPlaceProps {
  readonly session: PanelSession;
  readonly spot: ChartSpot;
  readonly index: number;
}

/** What one chart of several shows; its name takes the focus to it. */
const SpotTitle = ({ session: { selection }, spot, index }: GridPlaceProps) => {
  const label = spot.label.value;
  const { timeframe = '' } = spot.shown.value ?? {};
  return (
    <div class="spot-title">
      <button
        type="button"
        class="spot-name"
        data-action="focus-chart"
        aria-pressed={index === selection.focus.value}
        aria-label={texts.charts.focus(label, timeframe)}
        title={label}
        onClick={() => selection.focusOn(index)}
      >
        <span class="spot-label">{label}</span> <span class="spot-timeframe">{timeframe}</span>
      </button>
      <Mounted node={spot.headline.root} className="headline-place" />
      <button
        type="button"
        class="icon-button"
        data-action="close-chart"
        aria-label={texts.charts.close(label, timeframe)}
        title={texts.charts.close(label, timeframe)}
        onClick={() => selection.close(index)}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={CROSS_PATH} />
        </svg>
      </button>
    </div>
  );
};

/** One chart, or several of which one is in focus: what is chosen elsewhere in the panel is chosen for it. */
export const ChartGrid = ({ session }: { session: PanelSession }) => {
  const { selection, workspace } = session;
  const spots = workspace.spots.value;
  const isConnected = session.connection.value === 'connected';
  const isGrid = spots.length > 1;
  return (
    <div class={`charts ${isGrid ? 'grid' : ''}`} data-count={spots.length}>
      {spots.map((spot, index) => (
        <section
          key={spot.id}
          class={`spot ${spot === workspace.focused.value ? 'focused' : ''}`}
          onPointerDownCapture={() => selection.focusOn(index)}
        >
          {isGrid && <SpotTitle session={session} spot={spot} index={index} />}
          <ChartPlace spot={spot} isConnected={isConnected} />
        </section>
      ))}
    </div>
  );
};
