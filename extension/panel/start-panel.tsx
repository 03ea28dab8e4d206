import { render } from 'preact';
import { PanelSession } from './panel-session.ts';
import { followAppearance } from './preferences/appearance.ts';
import { publishDiagnostics } from './publish-diagnostics.ts';
import { keepChoicesIn } from './storage/place-of-choices.ts';
import type { Surroundings } from './surroundings.ts';
import { App } from './view/app.tsx';
import './theme.css';
import './panel.css';
import './list.css';
import './chart.css';
import './indicators.css';
import './preferences/preferences.css';
import './keyboard/keyboard.css';
import './health.css';
import './alerts.css';
import './take-away.css';
import './workspace/workspace.css';

/** Puts the panel on the page. */
export const startPanel = (surroundings: Surroundings): void => {
  keepChoicesIn(surroundings.choices);
  followAppearance();
  const session = new PanelSession(surroundings);
  publishDiagnostics(session);
  render(<App session={session} />, document.body);
  void session.start();
};
