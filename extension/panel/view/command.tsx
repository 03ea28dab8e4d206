import { useSignal } from '@preact/signals';
import { texts } from '../texts/texts.ts';

const COPIED_MS = 1_500;

/** A line for the terminal with a button that copies it. */
export const Command = ({ line }: { line: string }) => {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(line);
    copied.value = true;
    setTimeout(() => (copied.value = false), COPIED_MS);
  };
  return (
    <span class="command">
      <code>{line}</code>
      <button type="button" class="button" aria-live="polite" onClick={() => void copy()}>
        {copied.value ? texts.copied : texts.copy}
      </button>
    </span>
  );
};
