import type { ExtensionBrowser } from './browser.ts';

/** Reads how much of the heap the background worker uses, MB, after a garbage collection. */
export const workerHeapMb = async ({ context, extensionId }: ExtensionBrowser): Promise<number> => {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The browser gives no debugging session.');
  try {
    const { targetInfos } = await session.send('Target.getTargets');
    const worker = targetInfos.find(
      ({ type, url }) => type === 'service_worker' && url.includes(extensionId),
    );
    if (!worker) throw new Error('The background worker does not run.');
    const { sessionId } = await session.send('Target.attachToTarget', { targetId: worker.targetId });
    const answers = new Map<number, (result: { usedSize?: number }) => void>();
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result } = JSON.parse(message) as { id: number; result: { usedSize?: number } };
      answers.get(id)?.(result);
    });
    const ask = (id: number, method: string) =>
      new Promise<{ usedSize?: number }>((resolve, reject) => {
        answers.set(id, resolve);
        const message = JSON.stringify({ id, method });
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      });
    await ask(1, 'HeapProfiler.collectGarbage');
    const { usedSize = Infinity } = await ask(2, 'Runtime.getHeapUsage');
    return usedSize / 1_048_576;
  } finally {
    await session.detach();
  }
};
