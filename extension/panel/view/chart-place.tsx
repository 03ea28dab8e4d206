import { chartType } from '../chart/chart-type.ts';
import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { Mounted } from './mounted.tsx';

/** The chart, or in one line why it is empty. */
export const ChartPlace = ({ session }: { session: PanelSession }) => {
  const { state, isEmpty } = session.chart.condition.value;
  const type = chartType.signal.value;
  const isConnected = session.connection.value === 'connected';
  const hasFailed = state === 'failed' && isConnected;
  const isLoading = state === 'loading' && isConnected;
  const [loading, none] =
    type === 'ticks' ? [texts.loadingTicks, texts.noTicksYet] : [texts.loadingCandles, texts.noCandles];
  return (
    <div class="chart">
      <Mounted
        node={session.chart.element}
        className="chart-place"
        figureOf={texts.pictureOf(type, session.shownLabel.value)}
      />
      {isEmpty && !hasFailed && <p class="chart-note">{isLoading ? loading : none}</p>}
      {hasFailed && (
        <p class="chart-note" role="alert">
          {texts.candlesFailed}{' '}
          <button type="button" class="button" onClick={() => session.chart.reload()}>
            {texts.retry}
          </button>
        </p>
      )}
    </div>
  );
};
