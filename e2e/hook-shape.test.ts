/* eslint-disable @typescript-eslint/unbound-method, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-extraneous-class -- its scripts look at the browser's functions as a page may */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { expectSame } from '../testing/expect-same.ts';
import { startTwoBrowsers, type TwoBrowsers } from '../testing/with-and-without.ts';

describe('a page with the extension sees what it sees without it', () => {
  let browsers: TwoBrowsers;

  beforeAll(async () => {
    browsers = await startTwoBrowsers();
  });
  afterAll(() => browsers.stop());

  it('in the properties of what is wrapped, their flags, order, names and texts', async () => {
    await expectSame(browsers, () => {
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
    await expectSame(browsers, () => {
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
});
