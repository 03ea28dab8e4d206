import type { PanelSession } from '../panel-session.ts';
import { texts } from '../texts/texts.ts';
import { Mounted } from './mounted.tsx';

type Health = keyof typeof texts.health;

const healthOf = (session: PanelSession): Health => {
  const state = session.connection.value;
  if (state === 'connecting') return 'connecting';
  if (state !== 'connected') return 'offline';
  const { age, isStale } = session.figures.value;
  if (age === undefined) return 'waiting';
  return isStale ? 'quiet' : 'live';
};

export const Header = ({ session }: { session: PanelSession }) => {
  const health = healthOf(session);
  return (
    <header class="header">
      <h1 class="shown-label" title={session.shown.value?.pair}>
        {session.shownLabel.value || texts.title}
      </h1>
      <Mounted node={session.headline.root} className="headline-place" />
      <span
        class={`health ${health}`}
        role="img"
        aria-label={texts.health[health]}
        title={texts.health[health]}
      />
    </header>
  );
};
