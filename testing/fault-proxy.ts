import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What to do with a request instead of passing it on: answer with a status and a body, or, `dropped`, pass it on and
 * cut the connection before its answer.
 */
export type Fault = 'dropped' | { readonly status: number; readonly body?: object | undefined };

export interface FaultProxy {
  readonly url: string;
  /** Method and path of every request so far. */
  readonly requests: string[];
  /** Asked before each request; `undefined` passes it on. */
  fault: (method: string, path: string) => Fault | undefined;
  stop(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
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
    const fault = proxy.fault(method, path);
    const body = await bodyOf(request);
    if (typeof fault === 'object') {
      response.writeHead(fault.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(fault.body ?? {}));
      return;
    }
    const answer = await forward(request, body);
    const payload = Buffer.from(await answer.arrayBuffer());
    if (fault === 'dropped') {
      request.socket.destroy();
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
