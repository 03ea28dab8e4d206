import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';

/** Whether one of stdin, stdout and stderr was a terminal when this process began; under nohup none is. */
const hadTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));

/** Whether the terminal that this process was started in has been closed. */
export const hasLostTerminal = (): boolean => {
  if (!hadTerminal) return false;
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return false;
  } catch {
    return true;
  }
};
