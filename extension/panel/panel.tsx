import { render } from 'preact';
import { PanelSession } from './panel-session.ts';
import { publishDiagnostics } from './publish-diagnostics.ts';
import { App } from './view/app.tsx';
import './theme.css';
import './panel.css';
import './alerts.css';
import './take-away.css';

const session = new PanelSession();
publishDiagnostics(session);
render(<App session={session} />, document.body);
void session.start();
