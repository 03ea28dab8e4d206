import type { ExtensionBrowser } from './browser.ts';
import { waitUntil } from './child-server.ts';

/** Reads how much of the heap the background worker uses, MB, after a garbage collection; waits until it runs. */
export const workerHeapMb = async ({ context, extensionId }: ExtensionBrowser): Promise<number> => {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('The browser gives no debugging session.');
  try {
    let targetId: string | undefined;
    await waitUntil(
      async () => {
        const { targetInfos } = await session.send('Target.getTargets');
        targetId = targetInfos.find(
          ({ type, url }) => type === 'service_worker' && url.includes(extensionId),
        )?.targetId;
        return targetId !== undefined;
      },
      () => 'The background worker does not run.',
    );
    const { sessionId } = await session.send('Target.attachToTarget', { targetId: targetId ?? '' });
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
