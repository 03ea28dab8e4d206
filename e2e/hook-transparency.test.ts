/* eslint-disable @typescript-eslint/unbound-method, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-extraneous-class, @typescript-eslint/only-throw-error -- its scripts look at the browser's functions as a page may */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTwoBrowsers, type TwoBrowsers } from '../testing/with-and-without.ts';

/*
 * The same script in a page with the extension and in one without it; what it sees has to be equal.
 *
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

  /** A script that is wrong in itself sees the same twice: it has to see at least one thing. */
  const expectSame = async (script: () => unknown): Promise<void> => {
    const seen = await browsers.runInBoth(script);
    expect(seen.with).toEqual(seen.without);
    expect(Object.keys(seen.without as object).length).toBeGreaterThan(0);
  };

  it('in the properties of what is wrapped, their flags, order, names and texts', async () => {
    await expectSame(() => {
      const nativeText = Function.prototype.toString;
      const shapeOf = (target: object): unknown =>
        Reflect.ownKeys(target).map((key) => {
          const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(target, key) ?? {};
          const plain = [value, get, set].map((part: unknown) =>
            typeof part === 'function'
              ? [nativeText.call(part), part.name, part.length, String(part)]
              : typeof part,
          );
          return [String(key), plain, flags];
        });
      const { WebSocketStream } = window as unknown as { WebSocketStream: typeof WebSocket };
      const wrapped = {
        WebSocket,
        WebSocketStream,
        Worker,
        SharedWorker,
        toString: Function.prototype.toString,
      };
      return {
        windowKeys: Object.getOwnPropertyNames(window).filter((name) => !/^(answer|__)/.test(name)),
        functionKeys: shapeOf(Function.prototype),
        ...Object.fromEntries(
          Object.entries(wrapped).map(([name, target]) => {
            const holder = name === 'toString' ? Function.prototype : window;
            const { value, ...flags } = Object.getOwnPropertyDescriptor(holder, name) ?? {};
            return [
              name,
              [
                flags,
                value === target,
                shapeOf(target),
                Object.hasOwn(target, 'prototype') && shapeOf(target.prototype as object),
                Object.prototype.toString.call(target),
                typeof target,
                Object.isExtensible(target),
                target.toString === EventTarget.toString,
                Object.getPrototypeOf(target) === EventTarget,
                Object.getPrototypeOf(target) === Function.prototype,
              ],
            ];
          }),
        ),
        text: [
          `${String(WebSocket)}${String(WebSocketStream)}${String(Worker)}${String(SharedWorker)}`,
          nativeText.toString(),
          nativeText.call(nativeText),
        ],
        inherited: String(class extends WebSocket {}),
        isConstructor: (() => {
          try {
            return String(Reflect.construct(Function.prototype.toString, []));
          } catch (error) {
            return String(error);
          }
        })(),
      };
    });
  });

  it('in what its sockets are instances of, subclassed and constructed in every way', async () => {
    await expectSame(() => {
      const url = location.href.replace('http', 'ws');
      class Own extends WebSocket {
        readonly own = this.constructor === Own;
        override get url(): string {
          return `own ${super.url}`;
        }
      }
      class Deeper extends Own {}
      function Old(this: unknown): object {
        return Reflect.construct(WebSocket, [url], Old as unknown as new () => object);
      }
      Old.prototype = Object.create(WebSocket.prototype) as object;
      class Other {}
      const strange = Reflect.construct(WebSocket, [url], Other) as object;
      const made = {
        plain: new WebSocket(url),
        own: new Own(url),
        deeper: new Deeper(url),
        old: new (Old as unknown as new () => object)(),
        strange,
        bound: new (WebSocket.bind(null, url))(),
        notMade: Object.create(WebSocket.prototype) as object,
      };
      const look = (object: object): unknown => [
        object instanceof WebSocket,
        object instanceof EventTarget,
        object instanceof Own,
        object.constructor.name,
        object.constructor === WebSocket,
        Object.getPrototypeOf(object) === WebSocket.prototype,
        Object.prototype.toString.call(object),
        Reflect.ownKeys(object),
        (() => {
          try {
            const { get } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'readyState') ?? {};
            return get?.call(object) as number;
          } catch (error) {
            return String(error);
          }
        })(),
      ];
      const seen = {
        ...Object.fromEntries(Object.entries(made).map(([name, object]) => [name, look(object)])),
        ownUrl: made.own.url,
        fields: [made.own.own, made.deeper.own],
        prototypes: [
          WebSocket.prototype.constructor === WebSocket,
          Object.getPrototypeOf(Own) === WebSocket,
          Own.CLOSED,
          {} instanceof WebSocket,
          Function.prototype[Symbol.hasInstance].call(WebSocket, made.plain),
        ],
      };
      for (const socket of Object.values(made))
        if ('close' in socket && socket !== made.notMade) {
          try {
            socket.close();
          } catch {
            // Not a socket.
          }
        }
      return seen;
    });
  });

  it('in the errors of the constructor: class, text and stack, to its last line', async () => {
    await expectSame(() => {
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

  it('in the frames that come: order, listeners that throw, end or leave, binary types, buffers that are given away', async () => {
    await expectSame(async () => {
      const told: unknown[] = [];
      window.addEventListener('error', ({ message, error }) =>
        told.push(['error', message, error instanceof Error]),
      );
      const socket = new WebSocket(location.href.replace('http', 'ws'));
      const look = (
        name: string,
        { data, origin, isTrusted, lastEventId, source, ports, ...rest }: MessageEvent,
      ): void => {
        told.push([name, typeof data === 'object' ? Object.prototype.toString.call(data) : String(data)]);
        told.push([
          origin.replace(/\d+$/, 'port'),
          isTrusted,
          lastEventId,
          source,
          ports.length,
          Object.keys(rest),
        ]);
      };
      const nextFrame = (data: string | ArrayBuffer): Promise<MessageEvent> => {
        socket.send(data);
        return new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
      };
      const early = (event: MessageEvent): void => look('early', event);
      socket.addEventListener('message', early);
      socket.onmessage = (event) => look('handler', event);
      socket.addEventListener('message', { handleEvent: (event: MessageEvent) => look('object', event) });
      const ended = new AbortController();
      socket.addEventListener('message', (event) => look('until ended', event), { signal: ended.signal });
      socket.addEventListener(
        'message',
        () => {
          throw new Error('of a listener');
        },
        { once: true },
      );
      await new Promise((resolve) => (socket.onopen = resolve));
      told.push(
        socket.binaryType,
        socket.extensions,
        socket.protocol,
        socket.readyState,
        socket.bufferedAmount,
      );
      await nextFrame('first');
      socket.removeEventListener('message', early);
      ended.abort();
      await nextFrame('second');
      socket.onmessage = null;
      const bytes = new Uint8Array([1, 2, 3]).buffer;
      const blob = (await nextFrame(bytes)).data as Blob;
      told.push(blob instanceof Blob, blob.size, blob.type, [...new Uint8Array(await blob.arrayBuffer())]);
      socket.binaryType = 'arraybuffer';
      const event = await nextFrame(bytes);
      const buffer = event.data as ArrayBuffer;
      told.push(
        buffer instanceof ArrayBuffer,
        buffer.byteLength,
        event.data === buffer,
        event.composedPath().length,
      );
      const { port1, port2 } = new MessageChannel();
      port1.postMessage(buffer, [buffer]);
      told.push(buffer.byteLength, event.eventPhase, event.currentTarget === null, event.target === socket);
      port2.close();
      const stopped: string[] = [];
      const handled = new Promise<void>((resolve) => {
        socket.onmessage = (frame) => {
          stopped.push('handler');
          frame.stopImmediatePropagation();
          resolve();
        };
      });
      socket.addEventListener('message', () => stopped.push('behind it'), { once: true });
      socket.send('stopped');
      await handled;
      // What is behind it would be called in the same turn.
      await new Promise((resolve) => setTimeout(resolve));
      told.push(stopped);
      socket.send('close 4001 why');
      const closed = await new Promise<CloseEvent>((resolve) => (socket.onclose = resolve));
      told.push(
        closed.code,
        closed.reason,
        closed.wasClean,
        socket.readyState,
        String(event.defaultPrevented),
      );
      return told;
    });
  });

  it('when it replaces, freezes or wraps what we have wrapped, or what we use', async () => {
    await expectSame(async () => {
      const url = location.href.replace('http', 'ws');
      const echoOf = (make: (address: string) => WebSocket): Promise<string> =>
        new Promise((resolve) => {
          try {
            const socket = make(url);
            socket.onopen = () => socket.send('echo');
            socket.onmessage = ({ data }) => {
              socket.close();
              resolve(String(data));
            };
            socket.onerror = () => resolve('an error');
          } catch (error) {
            resolve(String(error));
          }
        });
      const answers: unknown[] = [];
      const First = WebSocket;
      // As a hook of another extension would.
      const called: string[] = [];
      window.WebSocket = new Proxy(First, {
        construct: (target, args: [string], newTarget) => {
          called.push('another hook');
          return Reflect.construct(target, args, newTarget) as object;
        },
      });
      answers.push(await echoOf((address) => new WebSocket(address)), String(WebSocket), called);
      function Wrapping(address: string): WebSocket {
        return new First(address);
      }
      Wrapping.prototype = First.prototype;
      window.WebSocket = Wrapping as unknown as typeof WebSocket;
      answers.push(await echoOf((address) => new WebSocket(address)), new First(url) instanceof WebSocket);
      Reflect.deleteProperty(window, 'WebSocket');
      answers.push(typeof (window as { WebSocket?: unknown }).WebSocket, 'WebSocket' in window);
      window.WebSocket = First;
      answers.push(Object.isFrozen(First), Object.isFrozen(Object.freeze(First)), First.OPEN);
      answers.push(await echoOf((address) => new WebSocket(address)));
      Object.freeze(First.prototype);
      Object.freeze(Function.prototype);
      Object.freeze(EventTarget.prototype);
      const refuse = (): never => {
        throw new Error('of the page');
      };
      for (const [holder, name] of [
        [Reflect, 'construct'],
        [Reflect, 'apply'],
        [Error, 'captureStackTrace'],
        [String.prototype, 'indexOf'],
        [WeakMap.prototype, 'get'],
        [performance, 'now'],
        [Date, 'now'],
        [window, 'CustomEvent'],
        [window, 'Proxy'],
      ] as const)
        Object.defineProperty(holder, name, { value: refuse });
      answers.push(await echoOf((address) => new First(address)));
      answers.push(await echoOf((address) => new First(address, ['a', 'a'])), String(First));
      return answers;
    });
  });

  it('beside a hook that was there before ours', async () => {
    const url = browsers.pages.url;
    const seen = await browsers.inBoth(async (page) => {
      await page.addInitScript(() => {
        const Native = WebSocket;
        const made: string[] = [];
        const Counting = class WebSocket extends Native {
          constructor(address: string, protocols?: string | string[]) {
            super(address, protocols);
            made.push(new.target.name);
          }
        };
        Object.assign(window, { WebSocket: Counting, made });
      });
      await page.goto(url);
      return page.evaluate(async () => {
        const socket = new WebSocket(location.href.replace('http', 'ws'));
        await new Promise((resolve) => (socket.onopen = resolve));
        socket.send('echo');
        const { data } = await new Promise<MessageEvent<string>>((resolve) => (socket.onmessage = resolve));
        socket.close();
        const { made } = window as unknown as { made: string[] };
        return [data, made, WebSocket.name, socket instanceof WebSocket, String(WebSocket)];
      });
    });
    expect(seen.with).toEqual(seen.without);
    expect(seen.without[0]).toBe('echo');
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
