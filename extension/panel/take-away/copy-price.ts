import { texts } from '../texts/texts.ts';
import { element, setText } from '../list/elements.ts';

const COPIED_MS = 1_200;

/** Copies a price as programs read it; answers what was copied. Rejects where the panel has not the focus. */
export const copyPrice = async (price: number, digits: number): Promise<string> => {
  const written = price.toFixed(digits);
  await navigator.clipboard.writeText(written);
  return written;
};

/** A button around a price that copies it and says so for a moment. */
export const copyPriceButton = (
  shown: HTMLElement,
  quote: () => { readonly price: number | undefined; readonly digits: number } | undefined,
): HTMLElement => {
  const button = element('button', 'copy-price', shown);
  button.type = 'button';
  button.title = texts.takeAway.copyPrice;
  const note = element('span', 'copied-note');
  note.role = 'status';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (text: string): void => {
    setText(note, text);
    clearTimeout(timer);
    timer = setTimeout(() => setText(note, ''), COPIED_MS);
  };
  button.addEventListener('click', () => {
    const { price, digits = 0 } = quote() ?? {};
    if (price === undefined) return;
    copyPrice(price, digits).then(
      () => say(texts.takeAway.copied),
      () => say(texts.takeAway.failed),
    );
  });
  return element('span', 'copy-price-place', button, note);
};
