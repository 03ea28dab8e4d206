import { isatty } from 'node:tty';

/** Which of stdin, stdout and stderr were a terminal when this process began; under nohup none is. */
const terminals = [0, 1, 2].filter((descriptor) => isatty(descriptor));

/** Whether the terminal that this process was started in has been closed: it is none any more then. */
export const hasLostTerminal = (): boolean => terminals.some((descriptor) => !isatty(descriptor));
