import { chartType } from '../chart/chart-type.ts';
import { texts } from '../texts/texts.ts';
import type { ChartSpot } from '../workspace/chart-spot.ts';
import { Mounted } from './mounted.tsx';

/** One chart, or in one line why it is empty. */
export const ChartPlace = ({ spot, isConnected }: { spot: ChartSpot; isConnected: boolean }) => {
  const { state, isEmpty } = spot.cell.condition.value;
  const type = chartType.signal.value;
  const hasFailed = state === 'failed' && isConnected;
  const isLoading = state === 'loading' && isConnected;
  const [loading, none] =
    type === 'ticks' ? [texts.loadingTicks, texts.noTicksYet] : [texts.loadingCandles, texts.noCandles];
  return (
    <div class="chart">
      <Mounted
        node={spot.cell.element}
        className="chart-place"
        figureOf={texts.pictureOf(type, spot.label.value)}
      />
      {isEmpty && !hasFailed && <p class="chart-note">{isLoading ? loading : none}</p>}
      {hasFailed && (
        <p class="chart-note" role="alert">
          {texts.candlesFailed}{' '}
          <button type="button" class="button" onClick={() => spot.cell.reload()}>
            {texts.retry}
          </button>
        </p>
      )}
    </div>
  );
};
