import { render } from 'preact';
import browser from 'webextension-polyfill';
import { choicesStorage } from '../contracts/choices-storage.ts';
import { followAppearance } from '../panel/preferences/appearance.ts';
import { keepChoicesIn } from '../panel/storage/place-of-choices.ts';
import '../panel/theme.css';
import { CaptureSection } from './capture-section.tsx';
import { captureStatus, settings, startOptions } from './options-state.ts';
import { PairingSection } from './pairing-section.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { RelaySection } from './relay-section.tsx';
import { SitesSection } from './sites/sites-section.tsx';
import { startSites } from './sites/sites-state.ts';
import { texts } from './texts.ts';
import './options.css';
import './sites/sites.css';

const PANEL_PAGE = 'extension/panel-page/panel.html';
const { chartLibrary } = texts;

const Options = () => {
  const current = settings.value;
  return (
    <main class="options">
      <header>
        <h1>{texts.title}</h1>
        <a class="button" href={browser.runtime.getURL(PANEL_PAGE)}>
          {texts.openPanel}
        </a>
      </header>
      {current && <RelaySection relayUrl={current.relayUrl} />}
      {current && <PairingSection {...current} />}
      <CaptureSection status={captureStatus.value} />
      <SitesSection />
      <PrivacySection />
      <section>
        <h2>{chartLibrary.heading}</h2>
        <p>
          <a href={chartLibrary.url} target="_blank" rel="noreferrer">
            {chartLibrary.notice}
          </a>
          . {chartLibrary.copyright} {chartLibrary.licence}
        </p>
      </section>
    </main>
  );
};

keepChoicesIn(choicesStorage);
followAppearance();
render(<Options />, document.body);
startOptions();
startSites();
