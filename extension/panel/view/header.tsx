import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { HealthButton } from './health-button.tsx';
import { Mounted } from './mounted.tsx';

export const Header = ({ session }: { session: PanelSession }) => (
  <header class="header">
    <h1 class="shown-label" title={session.selection.shown.value?.pair}>
      {session.shownLabel || texts.title}
    </h1>
    <Mounted node={session.headline.root} className="headline-place" />
    <HealthButton session={session} />
  </header>
);
