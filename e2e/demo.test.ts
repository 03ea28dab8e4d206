import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

it('the demo runs unseen, ends with its figures and leaves a picture', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tick-relay-demo-'));
  try {
    const picture = join(folder, 'panel.png');
    const args = [
      '--import',
      'tsx',
      'tools/demo.ts',
      '--headless',
      '--seconds',
      '4',
      '--screenshot',
      picture,
    ];
    const demo = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    demo.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const status = await new Promise((resolve) => demo.once('close', resolve));
    expect(output).toMatch(/sent \d+ .* kept \d+ .* drawn \d+ .* p50 [\d.]+ ms, p99 [\d.]+ ms .* complete/);
    expect(status).toBe(0);
    expect((await stat(picture)).size).toBeGreaterThan(10_000);
  } finally {
    await rm(folder, { recursive: true });
  }
});
