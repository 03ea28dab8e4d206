/** What is read of a `PerformanceResourceTiming`. */
export interface FetchedResource {
  readonly name: string;
  readonly initiatorType: string;
  readonly contentType?: string;
}

/**
 * Whether it is the script of a worker: the browser names what asked for every other script. A worker made of a blob,
 * and a shared worker, leave no trace that a content script could see.
 */
export const isWorkerScript = ({ initiatorType, contentType = '' }: FetchedResource): boolean =>
  initiatorType === 'other' && /javascript|ecmascript/.test(contentType);

/**
 * Looks for workers in the browser's own record of what the page has fetched: nothing of the page's is touched, so that
 * it cannot notice. `hasWorker` answers for the page so far; `stop` ends the looking.
 */
export const watchWorkerScripts = (): { hasWorker: () => boolean; stop: () => void } => {
  let found = false;
  const observer = new PerformanceObserver((list) => {
    found ||= list.getEntries().some((entry) => isWorkerScript(entry as unknown as FetchedResource));
    if (found) observer.disconnect();
  });
  observer.observe({ type: 'resource', buffered: true });
  return { hasWorker: () => found, stop: () => observer.disconnect() };
};
