import { startPanel } from '../panel/start-panel.tsx';
import { extensionSurroundings } from './extension-surroundings.ts';

startPanel(extensionSurroundings);
