import type { SiteMapping } from '../brokers/mapped/site-mapping.ts';
import {
  INSPECTOR_PORT,
  isMessage,
  SITE_MAPPING_QUESTION,
  SITES_CHANGED,
  type SiteMappingAnswer,
} from '../contracts/site-messages.ts';
import { FrameInspection } from './frame-inspection.ts';
import type { HandoverListener } from './handover.ts';
import { HeldFrames } from './held-frames.ts';

type Listen = (listener: HandoverListener) => () => void;
/** Begins to read frames by a mapping; the answer ends that. */
type Read = (mapping: SiteMapping, listen: Listen) => () => void;

/** What is left of `chrome.runtime` once the extension was reloaded or removed has no id. */
const isOrphaned = (): boolean => !(chrome.runtime as Partial<typeof chrome.runtime>).id;

const askForMapping = async (): Promise<SiteMapping | undefined> => {
  if (isOrphaned()) return undefined;
  const answer: SiteMappingAnswer | undefined = await chrome.runtime.sendMessage(SITE_MAPPING_QUESTION);
  return answer?.mapping;
};

/**
 * Attends a page of a site that the user has added. How it is read only the background may know: until it answers the
 * frames are held. While the options page has an inspector open it is shown the frames, mapped or not.
 */
export const attendSitePage = (listen: Listen, read: Read): void => {
  const frames = new HeldFrames();
  const inspection = new FrameInspection();
  listen({
    onFrame: (frame) => {
      frames.accept(frame);
      inspection.accept(frame);
    },
    // Nothing is expected of a site that may show anything.
    onStream: () => undefined,
    onWorker: () => undefined,
  });
  let stopReading: (() => void) | undefined;
  let used = '';
  let asked = 0;

  const follow = async (): Promise<void> => {
    asked += 1;
    const question = asked;
    const mapping = await askForMapping().catch(() => undefined);
    // A later question has the newer answer.
    if (question !== asked) return;
    const wanted = mapping ? JSON.stringify(mapping) : '';
    if (wanted !== used) {
      stopReading?.();
      stopReading = mapping && read(mapping, (listener) => frames.listen((frame) => listener.onFrame(frame)));
      used = wanted;
    }
    if (!mapping) frames.drop();
  };

  chrome.runtime.onConnect.addListener((port) => {
    if (port.name === INSPECTOR_PORT) inspection.add(port);
  });
  chrome.runtime.onMessage.addListener((message: unknown, _, answer: () => void) => {
    if (!isMessage(SITES_CHANGED, message)) return false;
    // Whoever saved a mapping is told when it is in use.
    void follow().then(answer);
    return true;
  });
  // An inspector that is open learns of this page by the question, so it comes when we can be connected to.
  void follow();
};
