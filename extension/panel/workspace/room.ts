import { signal, type ReadonlySignal } from '@preact/signals';

/** As the style sheet has it, which lays the list beside the charts from there on. */
const WIDE = '(width >= 720px)';

/** Whether the window has room for more than one chart. */
export const roomForGrid = (): ReadonlySignal<boolean> => {
  const wide = matchMedia(WIDE);
  const hasRoom = signal(wide.matches);
  wide.addEventListener('change', () => (hasRoom.value = wide.matches));
  return hasRoom;
};
