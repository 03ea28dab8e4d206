import type { LatencyRecorder } from '../../shared/latency-recorder.ts';
import type { LatencyFigures, PairDrawing, TickRelayDiagnostics } from './diagnostics.ts';
import type { PanelSession } from './panel-session.ts';

const figuresOf = (recorder: LatencyRecorder): LatencyFigures => ({
  samples: recorder.samples(),
  summary: recorder.summary(),
});

const sumOf = (drawings: readonly PairDrawing[]): PairDrawing => {
  const sum = { received: 0, drawnOnChart: 0, drawnInList: 0 };
  for (const { received, drawnOnChart, drawnInList } of drawings) {
    sum.received += received;
    sum.drawnOnChart += drawnOnChart;
    sum.drawnInList += drawnInList;
  }
  return sum;
};

/** Sets `globalThis.tickRelayDiagnostics`. */
export const publishDiagnostics = (session: PanelSession): void => {
  const { intake, meter } = session;
  const diagnostics: TickRelayDiagnostics = {
    get connection() {
      return session.connection.value;
    },
    get charts() {
      const focused = session.workspace.focused.value;
      return session.workspace.spots.value.map((spot) => ({
        pair: spot.shown.value?.pair,
        timeframe: spot.shown.value?.timeframe,
        isInFocus: spot === focused,
        candleCount: spot.cell.candles.length,
        isLoaded: spot.cell.condition.value.state === 'ready',
        price: spot.cell.marks.price,
      }));
    },
    get pair() {
      return session.selection.shown.value?.pair;
    },
    get timeframe() {
      return session.selection.shown.value?.timeframe;
    },
    get pairs() {
      return intake.drawings();
    },
    get total() {
      return sumOf(Object.values(intake.drawings()));
    },
    get duplicates() {
      return intake.duplicates;
    },
    get refused() {
      return intake.refused;
    },
    get chartLatency() {
      return figuresOf(meter.chartLatency);
    },
    get latency() {
      return figuresOf(meter.latency);
    },
    get indicators() {
      return session.workspace.focused.value.indicators.drawn();
    },
    get candles() {
      return session.chart.candles.map(({ time, open, high, low, close }) => ({
        time,
        open,
        high,
        low,
        close,
      }));
    },
    get chartType() {
      return session.chart.type;
    },
    get visibleTimes() {
      return session.chart.visibleTimes;
    },
    get marks() {
      return session.chart.marks;
    },
  };
  globalThis.tickRelayDiagnostics = diagnostics;
};
