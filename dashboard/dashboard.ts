import { startPanel } from '../extension/panel/start-panel.tsx';
import { browserChoices } from './browser-choices.ts';
import { followViewToken } from './view-token.ts';

startPanel({
  choices: browserChoices,
  followSettings: (listener) => followViewToken((token) => listener({ relayUrl: location.origin, token })),
});
