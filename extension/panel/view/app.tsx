import type { PanelSession } from '../panel-session.ts';
import { ChartGrid } from './chart-grid.tsx';
import { ChartMenu } from './chart-menu.tsx';
import { FeedNote } from './feed-note.tsx';
import { Footer } from './footer.tsx';
import { Hands } from './hands.tsx';
import { Header } from './header.tsx';
import { StatusNotice } from './status-notice.tsx';
import { Toolbar } from './toolbar.tsx';
import { WatchlistPlace } from './watchlist-place.tsx';

export const App = ({ session }: { session: PanelSession }) => (
  <div
    class={`panel ${session.hasPairs.value ? 'with-data' : 'without-data'}`}
    data-connection={session.connection.value}
  >
    <Header session={session} />
    <StatusNotice session={session} />
    <main class="main">
      <Toolbar session={session} />
      <ChartGrid session={session} />
      <FeedNote session={session} />
    </main>
    <WatchlistPlace watchlist={session.watchlist} />
    <Footer session={session} />
    <Hands session={session} />
    {session.alerts && <ChartMenu alerts={session.alerts} />}
  </div>
);
