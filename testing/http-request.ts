import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
  readonly json: () => unknown;
}

export interface HttpRequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request whose `Host` and `Origin` can be set, which `fetch` does not allow. */
export const httpRequest = (url: string, options: HttpRequestOptions = {}): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: options.method ?? 'GET', headers: options.headers, agent: false },
      (response) => {
        text(response).then((body) => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, body, json: () => JSON.parse(body) as unknown });
        }, reject);
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
