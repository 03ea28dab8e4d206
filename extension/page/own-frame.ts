/*
 * Runs in the page's own world: everything that is called later is taken here, before the page can replace it.
 */
/** V8's: leaves out of the stack that is captured `frame` and whatever it has called. */
type Capture = (holder: object, frame: object) => void;

const NativeError = Error as ErrorConstructor & { readonly captureStackTrace: Capture };
const NativeDOMException = DOMException;
const { apply, getOwnPropertyDescriptor } = Reflect;
const { captureStackTrace } = NativeError;
// eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
const { indexOf, lastIndexOf, slice } = String.prototype;

const find = (text: string, part: string, from = 0): number => apply(indexOf, text, [part, from]);
const findBefore = (text: string, part: string, until: number): number =>
  apply(lastIndexOf, text, [part, until]);
const cut = (text: string, from: number, to = text.length): string => apply(slice, text, [from, to]);

const FRAME = '\n    at ';

/** The frames of the stack here, as text, without `frame` and what it has called. */
const framesBelow = (frame: object): string => {
  // Its text is read of a `name` and a `message`: not of those that the page may have put on a prototype.
  const holder = { __proto__: null, name: '', message: '', stack: '' };
  captureStackTrace(holder, frame);
  const start = find(holder.stack, FRAME);
  return start < 0 ? '' : cut(holder.stack, start);
};

const countFrames = (text: string): number => {
  let count = 0;
  for (let at = find(text, FRAME); at >= 0; at = find(text, FRAME, at + 1)) count += 1;
  return count;
};

/** The address of the script that this is built into. */
const OWN_URL = /\(?([^\s(]+):\d+:\d+\)?$/m.exec(framesBelow({}))?.[1] ?? '';

/** As it is on `Error` itself: a getter of the page is not called. */
const errorSetting = (name: string): unknown => getOwnPropertyDescriptor(NativeError, name)?.value as unknown;

const mend = (error: { stack?: unknown }, frame: object, builtins: number): void => {
  if (typeof errorSetting('prepareStackTrace') === 'function') {
    // The page makes its stacks' text itself, of what is captured.
    if (error instanceof NativeDOMException) captureStackTrace(error, frame);
    return;
  }
  const { stack } = error;
  if (typeof stack !== 'string') return;
  const own = find(stack, OWN_URL);
  if (own < 0) return;
  const above = cut(stack, 0, findBefore(stack, FRAME, own));
  let below = framesBelow(frame);
  const aboveCount = countFrames(above);
  const limit = Number(errorSetting('stackTraceLimit'));
  for (let extra = aboveCount + countFrames(below) - limit; extra > 0; extra -= 1) {
    below = cut(below, 0, findBefore(below, FRAME, below.length));
  }
  // Where an uncaught error comes from is told by what was captured, not by the text. The page's own stays as it is.
  if (aboveCount === builtins) captureStackTrace(error, frame);
  error.stack = above + below;
};

/**
 * Takes `frame`, a function of this script that is being called, out of the stack of an error that what it has
 * called threw, so that the error is the one that the page would have had without us.
 *
 * @param builtins how many of its own frames the browser shows above where it throws such an error.
 */
export const hideFrame = (error: unknown, frame: object, builtins = 0): void => {
  try {
    if (OWN_URL && typeof error === 'object' && error !== null) mend(error, frame, builtins);
  } catch {
    // A frozen error, say: it stays as it is.
  }
};
