import { expect, onTestFinished, test } from 'vitest';
import { startChild, waitUntil } from './child-server.ts';
import { startFairClock } from './fair-clock.ts';

test.runIf(process.platform === 'linux')('stands still while a process has no processor', async () => {
  // More that want to run than there are processors, and one of them measured.
  const busy = Array.from({ length: 8 }, () => startChild(process.execPath, ['-e', 'for (;;);']));
  onTestFinished(async () => {
    for (const child of busy) await child.end('SIGKILL');
  });
  const pids = busy.map((child) => child.process.pid ?? 0);
  const began = performance.now();
  const fair = startFairClock(pids);
  await waitUntil(
    () => performance.now() - began > fair() + 1_000,
    () => 'The clock ran on while eight processes shared the processors.',
    60_000,
  );
});

test('goes on otherwise, and never faster than the clock on the wall', async () => {
  const began = performance.now();
  const fair = startFairClock([]);
  await waitUntil(
    () => fair() > 200,
    () => 'The clock stands still.',
  );
  expect(fair()).toBeLessThanOrEqual(performance.now() - began);
});
