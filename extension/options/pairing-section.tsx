import type { Settings } from '../contracts/settings.ts';
import { writeSettings } from '../contracts/settings-storage.ts';
import { Command } from '../panel/view/command.tsx';
import { PairingForm } from '../panel/view/pairing-form.tsx';
import { texts } from './texts.ts';

/** Whether this browser may talk to the relay, and how to begin and end that. */
export const PairingSection = ({ relayUrl, token }: Settings) => (
  <section>
    <h2>{texts.pairing.heading}</h2>
    {token === undefined ? (
      <>
        <p>{texts.pairing.notPaired}</p>
        <div class="line">
          <Command line={texts.pairing.command} />
          <PairingForm relayUrl={relayUrl} keepToken={(granted) => writeSettings({ token: granted })} />
        </div>
      </>
    ) : (
      <div class="line">
        <p>{texts.pairing.paired}</p>
        <button type="button" class="button" onClick={() => void writeSettings({ token: undefined })}>
          {texts.pairing.forget}
        </button>
      </div>
    )}
  </section>
);
