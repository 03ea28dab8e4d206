import { render } from 'preact';
import { PanelSession } from './panel-session.ts';
import { followAppearance } from './preferences/appearance.ts';
import { publishDiagnostics } from './publish-diagnostics.ts';
import { App } from './view/app.tsx';
import './theme.css';
import './panel.css';
import './preferences/preferences.css';
import './keyboard/keyboard.css';
import './health.css';
import './list.css';
import './chart.css';
import './indicators.css';

followAppearance();
const session = new PanelSession();
publishDiagnostics(session);
render(<App session={session} />, document.body);
void session.start();
