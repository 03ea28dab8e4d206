import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { Mounted } from './mounted.tsx';

/** The chart, or in one line why it is empty. */
export const ChartPlace = ({ session }: { session: PanelSession }) => {
  const { state, isEmpty } = session.chart.condition.value;
  const isConnected = session.connection.value === 'connected';
  const hasFailed = state === 'failed' && isConnected;
  return (
    <div class="chart">
      <Mounted
        node={session.chart.element}
        className="chart-place"
        figureOf={texts.chart(session.shownLabel.value)}
      />
      {isEmpty && !hasFailed && (
        <p class="chart-note">
          {state === 'loading' && isConnected ? texts.loadingCandles : texts.noCandles}
        </p>
      )}
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
