import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { RequestListener, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { transformWithOxc } from 'vite';

const PAGE_FOLDER = new URL('page/', import.meta.url);
const SOCKET_IO_CLIENT = createRequire(import.meta.url).resolve('socket.io-client/dist/socket.io.js');

interface PageFile {
  readonly type: string;
  readonly read: () => Promise<string>;
}

const SCRIPT = 'text/javascript; charset=utf-8';

const ownFile = (name: string, type: string): PageFile => ({
  type,
  read: () => readFile(new URL(name, PAGE_FOLDER), 'utf8'),
});

/** A module as the browser can run it: its types removed, its imports of other `.ts` files as they are. */
const ownModule = (name: string): PageFile => ({
  type: SCRIPT,
  read: async () => {
    const url = new URL(name, PAGE_FOLDER);
    return (await transformWithOxc(await readFile(url, 'utf8'), fileURLToPath(url))).code;
  },
});

const FILES: Readonly<Record<string, PageFile>> = {
  '/': ownFile('index.html', 'text/html; charset=utf-8'),
  '/worker.html': ownFile('worker.html', 'text/html; charset=utf-8'),
  '/feed-worker.ts': ownModule('feed-worker.ts'),
  '/page.css': ownFile('page.css', 'text/css; charset=utf-8'),
  '/socket.io.js': { type: SCRIPT, read: () => readFile(SOCKET_IO_CLIENT, 'utf8') },
  '/page.ts': ownModule('page.ts'),
  '/feed-reader.ts': ownModule('feed-reader.ts'),
  '/price-line.ts': ownModule('price-line.ts'),
  '/view.ts': ownModule('view.ts'),
};

/** Serves the broker's page; there is nothing to build before. */
export const servePage: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const file = FILES[pathname];
  if (file) void answer(response, file);
  else response.writeHead(404).end();
};

const answer = async (response: ServerResponse, { type, read }: PageFile): Promise<void> => {
  try {
    const content = await read();
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(content);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
};
