import { useSignal } from '@preact/signals';
import { isPairingCode, normalizePairingCode, requestToken } from '../relay/pairing.ts';
import { texts } from '../texts/texts.ts';

export interface PairingFormProps {
  readonly relayUrl: string;
  readonly keepToken: (token: string) => Promise<void>;
}

/** Takes the code that `tick-relay pair` prints and has the token kept that the relay gives for it. */
export const PairingForm = ({ relayUrl, keepToken }: PairingFormProps) => {
  const code = useSignal('');
  const problem = useSignal('');
  const isBusy = useSignal(false);

  const pair = async () => {
    if (!isPairingCode(code.value)) {
      problem.value = texts.pairing.incomplete;
      return;
    }
    isBusy.value = true;
    const outcome = await requestToken(relayUrl, code.value);
    isBusy.value = false;
    if (outcome.ok) await keepToken(outcome.token);
    else problem.value = outcome.message ?? texts.pairing.noAnswer;
  };

  return (
    <form
      class="pairing"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void pair();
      }}
    >
      <input
        class="code"
        name="code"
        aria-label={texts.pairing.code}
        aria-describedby="pairing-problem"
        aria-invalid={problem.value !== ''}
        placeholder={texts.pairing.placeholder}
        autocomplete="off"
        spellcheck={false}
        value={code.value}
        onInput={({ currentTarget }) => {
          problem.value = '';
          code.value = normalizePairingCode(currentTarget.value);
          // The field shows the code as it is read, even where that has not changed by what was typed.
          currentTarget.value = code.value;
        }}
      />
      <button type="submit" class="button primary" disabled={isBusy.value}>
        {isBusy.value ? texts.pairing.busy : texts.pairing.submit}
      </button>
      <p id="pairing-problem" class="problem" role="alert">
        {problem.value}
      </p>
    </form>
  );
};
