import { useEffect, useMemo } from 'preact/hooks';
import { chooseChartType } from '../chart/chart-type.ts';
import { commandsOf } from '../keyboard/commands.ts';
import { followKeys } from '../keyboard/key-dispatch.ts';
import type { PanelSession } from '../panel-session.ts';
import { Help, toggleHelp } from './help.tsx';
import { LiveRegion } from './live-region.tsx';

/** The panel's keys with the list of them, and what a screen reader is told. */
export const Hands = ({ session }: { session: PanelSession }) => {
  const commands = useMemo(
    () =>
      commandsOf({
        listedPairs: () => session.watchlist.list.pairs,
        shownPair: () => session.selection.shown.peek()?.pair,
        choosePair: (pair) => session.choosePair(pair),
        chooseTimeframe: (timeframe) => session.chooseTimeframe(timeframe),
        chooseChartType,
        focusNextChart: () => session.selection.focusNext(),
        toggleHelp,
      }),
    [session],
  );
  useEffect(() => followKeys(document, commands), [commands]);
  return (
    <>
      <Help commands={commands} />
      <LiveRegion announcer={session.announcer} />
    </>
  );
};
