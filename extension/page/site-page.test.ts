import { beforeEach, expect, test, vi } from 'vitest';
import type { SiteMapping } from '../brokers/mapped/site-mapping.ts';
import { SITE_MAPPING_QUESTION, SITES_CHANGED } from '../contracts/site-messages.ts';
import { QUOTE_MAPPING } from '../../testing/site-mappings.ts';
import type { ObservedFrame } from './handover.ts';
import { attendSitePage } from './site-page.ts';

type OnMessage = (message: unknown, sender: unknown, answer: () => void) => boolean;

/** The part of `chrome.runtime` that is used; the background answers when the test says so. */
const runtime = {
  id: 'tick-relay' as string | undefined,
  answers: [] as ((mapping?: SiteMapping) => void)[],
  onMessages: [] as OnMessage[],
  sendMessage: (message: unknown) =>
    new Promise((resolve) => {
      expect(message).toEqual(SITE_MAPPING_QUESTION);
      runtime.answers.push((mapping) => resolve({ mapping }));
    }),
  onMessage: { addListener: (listener: OnMessage) => void runtime.onMessages.push(listener) },
  onConnect: { addListener: () => undefined },
};
vi.stubGlobal('chrome', { runtime });

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  runtime.id = 'tick-relay';
  runtime.answers = [];
  runtime.onMessages = [];
});

const open = () => {
  let show: ((frame: ObservedFrame) => void) | undefined;
  const read: string[] = [];
  const ended: string[] = [];
  attendSitePage(
    (listener) => {
      show = (frame) => listener.onFrame(frame);
      return () => undefined;
    },
    ({ name }, listen) => {
      const stop = listen({
        onFrame: ([, data]) => void read.push(`${name}: ${data as string}`),
        onStream: () => undefined,
        onWorker: () => undefined,
      });
      return () => {
        stop();
        ended.push(name);
      };
    },
  );
  return { show: (data: string) => show?.([1, data, 0]), read, ended };
};

const answer = async (mapping?: SiteMapping): Promise<void> => {
  runtime.answers.shift()?.(mapping);
  await turn();
};

const tellOfChange = (answered = (): void => undefined): void => {
  for (const listener of runtime.onMessages) listener(SITES_CHANGED, undefined, answered);
};

test('the frames before the answer are read as well as those after it', async () => {
  const { show, read } = open();
  show('a');
  await answer(QUOTE_MAPPING);
  show('b');
  expect(read).toEqual(['Prices: a', 'Prices: b']);
});

test('without a mapping nothing is read; with one that is saved later all that comes then', async () => {
  const { show, read } = open();
  show('a');
  await answer();
  show('b');
  const answered = vi.fn();
  tellOfChange(answered);
  await turn();
  expect(answered).not.toHaveBeenCalled();
  await answer(QUOTE_MAPPING);
  expect(answered).toHaveBeenCalled();
  show('c');
  await turn();
  expect(read).toEqual(['Prices: c']);
});

test('a changed mapping takes the place of the one before, the same one does not, and none ends it', async () => {
  const { show, read, ended } = open();
  await answer(QUOTE_MAPPING);
  tellOfChange();
  await answer({ ...QUOTE_MAPPING });
  expect(ended).toEqual([]);
  tellOfChange();
  await answer({ ...QUOTE_MAPPING, name: 'Other' });
  show('a');
  await turn();
  tellOfChange();
  await answer();
  show('b');
  await turn();
  expect(ended).toEqual(['Prices', 'Other']);
  expect(read).toEqual(['Other: a']);
});

test('the answer to a question that is no longer the last one counts for nothing', async () => {
  const { show, read } = open();
  tellOfChange();
  const [first, second] = runtime.answers;
  second?.();
  await turn();
  first?.(QUOTE_MAPPING);
  await turn();
  show('a');
  expect(read).toEqual([]);
});

test('a page that has outlived the extension reads nothing', async () => {
  runtime.id = undefined;
  const { show, read } = open();
  show('a');
  await turn();
  expect(runtime.answers).toEqual([]);
  expect(read).toEqual([]);
});
