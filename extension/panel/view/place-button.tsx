import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ExtensionSurroundings, Move } from '../surroundings.ts';
import { texts } from '../texts/texts.ts';

const DOCK_PATH = 'M2.5 3.5h11v9h-11zM9.5 3.5v9';
const UNDOCK_PATH = 'M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13 3 7.5 8.5';

/** Moves the panel from a tab into the side panel and the other way round. */
export const PlaceButton = ({ findMove }: Pick<ExtensionSurroundings, 'findMove'>) => {
  const move = useSignal<Move | undefined>(undefined);
  useEffect(() => void findMove().then((found) => (move.value = found)), [findMove, move]);
  const found = move.value;
  if (!found) return null;
  const docks = found.to === 'side-panel';
  const label = docks ? texts.dock : texts.undock;
  return (
    <button
      type="button"
      class="icon-button"
      data-action={docks ? 'dock' : 'undock'}
      aria-label={label}
      title={label}
      onClick={found.go}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={docks ? DOCK_PATH : UNDOCK_PATH} />
      </svg>
    </button>
  );
};
