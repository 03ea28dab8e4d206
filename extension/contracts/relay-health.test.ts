import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { isRelayRunning } from './relay-health.ts';

/** The address of something that gives every request this answer; no status: it ends the connection instead. */
const answering = async (status?: number): Promise<string> => {
  const server = createServer((request, response) => {
    if (status === undefined) request.socket.destroy();
    else response.writeHead(request.url === '/health' ? status : 404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test.each([
  ['a relay', 200, true],
  ['a relay that refuses this copy of the extension', 403, true],
  ['another program', 404, false],
  ['something that hangs up', undefined, false],
])('%s', async (_, status, expected) => {
  expect(await isRelayRunning(await answering(status))).toBe(expected);
});

test('nothing, and an address that is none', async () => {
  expect(await isRelayRunning('http://127.0.0.1:1')).toBe(false);
  expect(await isRelayRunning('nonsense')).toBe(false);
});
