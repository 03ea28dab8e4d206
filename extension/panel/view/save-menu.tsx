import { useSignal } from '@preact/signals';
import type { PanelSession } from '../panel-session.ts';
import { copyPrice } from '../take-away/copy-price.ts';
import { copyPicture, saveCandles, savePicture } from '../take-away/take-away.ts';
import { texts } from '../texts/texts.ts';
import { PopoverButton } from './popover-button.tsx';

const SAVE_PATH = 'M8 2.5v7.5M5 7l3 3 3-3M2.5 11v2.5h11V11';
const { takeAway } = texts;

/** What is done, and the sentence that says so; without one nothing was there to take. */
type Deed = (session: PanelSession) => Promise<string | undefined>;

const DEEDS: Readonly<Record<string, { readonly label: string; readonly run: Deed }>> = {
  'save-picture': {
    label: takeAway.pictureToFile,
    run: async (session) => {
      const name = await savePicture(session);
      return name && takeAway.saved(name);
    },
  },
  'copy-picture': {
    label: takeAway.pictureToClipboard,
    run: async (session) => {
      await copyPicture(session);
      return takeAway.pictureCopied;
    },
  },
  'save-candles': {
    label: takeAway.candlesToFile,
    run: (session) => {
      const name = saveCandles(session);
      return Promise.resolve(name && takeAway.saved(name));
    },
  },
  'copy-price': {
    label: takeAway.copyPrice,
    run: async (session) => {
      const pair = session.selection.shown.value?.pair;
      const quote = pair === undefined ? undefined : session.quote(pair);
      if (quote?.price === undefined) return undefined;
      return takeAway.priceCopied(await copyPrice(quote.price, quote.digits));
    },
  },
};

/** What the trader can take away of the chart. */
export const SaveMenu = ({ session }: { session: PanelSession }) => {
  const outcome = useSignal('');
  const run = (deed: Deed) => {
    outcome.value = '';
    deed(session).then(
      (text) => (outcome.value = text ?? texts.noCandles),
      () => (outcome.value = takeAway.failed),
    );
  };
  return (
    <PopoverButton name="save" label={takeAway.title} icon={SAVE_PATH}>
      <div class="save-menu">
        {Object.entries(DEEDS).map(([action, { label, run: deed }]) => (
          <button key={action} type="button" class="menu-item" data-action={action} onClick={() => run(deed)}>
            {label}
          </button>
        ))}
        <p class="save-outcome" role="status">
          {outcome.value}
        </p>
      </div>
    </PopoverButton>
  );
};
