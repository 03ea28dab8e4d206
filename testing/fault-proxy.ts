import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer of the proxy's own; `text` goes out as it is, whatever the content type says. */
export interface OwnAnswer {
  readonly status: number;
  readonly body?: object | undefined;
  readonly text?: string | undefined;
}

/**
 * What to do with a request: answer it without passing it on, or pass it on and spoil the answer.
 * - `dropped`: the connection is cut before the answer
 * - `cut`: the answer's status and headers come, then the connection is cut in mid-body
 * - `hung`: nothing comes, until the client gives up
 * - `dripping`: status and headers come, then a byte now and then without an end, until the client gives up
 */
export type Fault = 'dropped' | 'cut' | 'hung' | 'dripping' | OwnAnswer;

const DRIP_MS = 50;

export interface FaultProxy {
  readonly url: string;
  /** Method and path of every request so far. */
  readonly requests: string[];
  /** Asked before each request; `undefined` passes it on. */
  fault: (method: string, path: string, body: Buffer) => Fault | undefined;
  stop(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** The beginning of an answer that never comes whole. */
const beginAnswer = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write(' ');
};

const spoil = (response: ServerResponse, status: number, fault: Exclude<Fault, OwnAnswer>): void => {
  switch (fault) {
    case 'dropped':
      response.destroy();
      return;
    case 'cut':
      beginAnswer(response, status);
      // Flushed first, so that the client has the status before it loses the connection.
      response.write(' ', () => response.destroy());
      return;
    case 'hung':
      return;
    case 'dripping': {
      beginAnswer(response, status);
      const timer = setInterval(() => response.write(' '), DRIP_MS);
      response.once('close', () => clearInterval(timer));
    }
  }
};

/** A proxy in front of an HTTP server that fails as told, on a free port of 127.0.0.1. */
export const startFaultProxy = async (target: string): Promise<FaultProxy> => {
  const forward = async (request: IncomingMessage, body: Buffer): Promise<Response> =>
    fetch(target + (request.url ?? ''), {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(
        Object.entries(request.headers).filter(
          ([name]) => !['host', 'connection', 'content-length'].includes(name),
        ),
      ) as Record<string, string>,
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? 'GET';
    const path = request.url ?? '';
    proxy.requests.push(`${method} ${path}`);
    const body = await bodyOf(request);
    const fault = proxy.fault(method, path, body);
    if (typeof fault === 'object') {
      response.writeHead(fault.status, { 'content-type': 'application/json' });
      response.end(fault.text ?? JSON.stringify(fault.body ?? {}));
      return;
    }
    const answer = await forward(request, body);
    const payload = Buffer.from(await answer.arrayBuffer());
    if (fault) {
      spoil(response, answer.status, fault);
      return;
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(payload);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    fault: () => undefined,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
};
