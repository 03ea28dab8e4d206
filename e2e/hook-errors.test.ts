/* eslint-disable @typescript-eslint/unbound-method, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/only-throw-error -- its scripts look at the browser's functions as a page may */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSame } from '../testing/expect-same.ts';
import { startTwoBrowsers, type TwoBrowsers } from '../testing/with-and-without.ts';

/*
 * The last test names what a page still finds: where an error of `new WebSocket` that nobody catches is said to come
 * from, which is where the browser was called, by us; the text of the constructor as another frame's
 * `Function.prototype.toString` gives it; and that a prototype that leads back to the constructor is no error.
 */
describe('a page with the extension sees what it sees without it', () => {
  let browsers: TwoBrowsers;

  beforeAll(async () => {
    browsers = await startTwoBrowsers();
  });
  afterAll(() => browsers.stop());

  it('in the errors of the constructor: class, text and stack, to its last line', async () => {
    await expectSame(browsers, () => {
      type Make = () => unknown;
      const { WebSocketStream } = window as unknown as { WebSocketStream: typeof WebSocket };
      const url = 'ws://127.0.0.1:9/';
      const deep = (calls: number, make: Make): unknown => (calls > 0 ? deep(calls - 1, make) : make());
      const duplicated = (): unknown => new WebSocket(url, ['a', 'a']);
      const makes: Record<string, Make> = {
        none: () => Reflect.construct(WebSocket, []),
        scheme: () => new WebSocket('ftp://127.0.0.1/'),
        fragment: () => new WebSocket(`${url}#a`),
        invalid: () => new WebSocket('ws://a b/'),
        duplicated,
        deep: () => deep(20, duplicated),
        deepArguments: () => deep(20, () => Reflect.construct(WebSocket, [])),
        subclass: () => new (class extends WebSocket {})(url, ['a', 'a']),
        symbol: () => Reflect.construct(WebSocket, [Symbol('a')]),
        called: () => (WebSocket as unknown as Make)(),
        applied: () => Reflect.apply(WebSocket as unknown as Make, undefined, [url]),
        noConstructor: () => Reflect.construct(WebSocket, [url], (() => 1) as unknown as typeof WebSocket),
        brokenPrototype: () =>
          Reflect.construct(
            WebSocket,
            [url],
            new Proxy(WebSocket, {
              get: () => {
                throw new RangeError('of the page');
              },
            }),
          ),
        own: () =>
          Reflect.construct(WebSocket, [
            {
              toString: () => {
                throw new RangeError('of the page');
              },
            },
          ]),
        thrownText: () =>
          Reflect.construct(WebSocket, [
            {
              toString: () => {
                throw 'a text';
              },
            },
          ]),
        frozen: () =>
          Reflect.construct(WebSocket, [
            {
              toString: () => {
                throw Object.freeze(new RangeError('frozen'));
              },
            },
          ]),
        stream: () => Reflect.construct(WebSocketStream, [url, { protocols: ['a', 'a'] }]),
        streamDeep: () =>
          deep(20, () => Reflect.construct(WebSocketStream, [url, { protocols: ['a', 'a'] }])),
        functionText: () => Function.prototype.toString.call({}),
        functionTextDeep: () => deep(20, () => Function.prototype.toString.call({})),
      };
      const look = (make: Make): unknown => {
        try {
          make();
          return 'nothing thrown';
        } catch (error) {
          if (!(error instanceof Error)) return [typeof error, String(error)];
          const { get, set, value, ...flags } = Object.getOwnPropertyDescriptor(error, 'stack') ?? {};
          return [
            Object.prototype.toString.call(error),
            error.constructor.name,
            error.message,
            error.stack,
            [typeof get, typeof set, typeof value, flags],
            Reflect.ownKeys(error).map(String),
            (error as { code?: unknown }).code,
          ];
        }
      };
      const seen = Object.fromEntries(Object.entries(makes).map(([name, make]) => [name, look(make)]));
      Error.stackTraceLimit = 2;
      seen.short = look(makes.deep ?? duplicated);
      Error.stackTraceLimit = 0;
      seen.noStack = look(duplicated);
      Error.stackTraceLimit = 50;
      seen.long = look(makes.deep ?? duplicated);
      const trace = Error as unknown as { prepareStackTrace?: unknown };
      let calls = 0;
      trace.prepareStackTrace = (_: unknown, sites: { getFunctionName(): string }[]) => {
        calls += 1;
        return sites.map((site) => site.getFunctionName());
      };
      const sites = look(duplicated);
      Reflect.deleteProperty(trace, 'prepareStackTrace');
      return { ...seen, sites, calls };
    });
  });

  it('but for what a Proxy cannot hide', async () => {
    const { with: seen, without } = await browsers.runInBoth(async () => {
      const textOf = (work: () => unknown): string => {
        try {
          return String(work());
        } catch (error) {
          return String(error);
        }
      };
      const uncaught = new Promise<ErrorEvent>((resolve) =>
        window.addEventListener('error', resolve, { once: true }),
      );
      setTimeout(() => new WebSocket('ws://127.0.0.1:9/', ['a', 'a']));
      const { filename, message } = await uncaught;
      const { contentWindow } = document.body.appendChild(document.createElement('iframe'));
      const { Function: OtherFunction } = contentWindow as Window & typeof globalThis;
      return {
        message,
        filename: filename.replace(/^(.*?:\/\/).*/, '$1'),
        textByAnotherFrame: OtherFunction.prototype.toString.call(WebSocket),
        cycle: textOf(() => Object.setPrototypeOf(WebSocket, Object.create(WebSocket) as object)).slice(0, 9),
      };
    });
    const differing = Object.keys(seen).filter(
      (key) => seen[key as keyof typeof seen] !== without[key as keyof typeof without],
    );
    expect(differing).toEqual(['filename', 'textByAnotherFrame', 'cycle']);
    expect(seen.filename).toBe('chrome-extension://');
  });
});
