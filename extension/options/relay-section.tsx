import { useSignal } from '@preact/signals';
import type { Settings } from '../contracts/settings.ts';
import { writeSettings } from '../contracts/settings-storage.ts';
import { parseRelayUrl } from '../contracts/relay-address.ts';
import { texts } from './texts.ts';

/** Where the relay is. */
export const RelaySection = ({ relayUrl }: Pick<Settings, 'relayUrl'>) => {
  const typed = useSignal(relayUrl);
  const isWrong = useSignal(false);
  const isSaved = useSignal(false);

  const save = async () => {
    const url = parseRelayUrl(typed.value);
    isWrong.value = url === undefined;
    if (url === undefined) return;
    typed.value = url;
    await writeSettings({ relayUrl: url });
    isSaved.value = true;
  };

  return (
    <section>
      <h2>{texts.relay.heading}</h2>
      <form
        class="line"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label for="relay-url">{texts.relay.url}</label>
        <input
          id="relay-url"
          class="field"
          name="relayUrl"
          inputMode="url"
          spellcheck={false}
          aria-describedby="relay-url-hint relay-url-problem"
          aria-invalid={isWrong.value}
          value={typed.value}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            isWrong.value = false;
            isSaved.value = false;
          }}
        />
        <button type="submit" class="button primary">
          {texts.relay.save}
        </button>
        <span class="muted" role="status">
          {isSaved.value ? texts.relay.saved : ''}
        </span>
      </form>
      <p id="relay-url-problem" class="problem" role="alert">
        {isWrong.value ? texts.relay.wrong : ''}
      </p>
      <p id="relay-url-hint" class="muted">
        {texts.relay.hint}
      </p>
    </section>
  );
};
