import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSame } from '../testing/expect-same.ts';
import { startTwoBrowsers, type TwoBrowsers } from '../testing/with-and-without.ts';

describe('a page with the extension sees what it sees without it', () => {
  let browsers: TwoBrowsers;

  beforeAll(async () => {
    browsers = await startTwoBrowsers();
  });
  afterAll(() => browsers.stop());

  it('when it replaces, freezes or wraps what we have wrapped, or what we use', async () => {
    await expectSame(browsers, async () => {
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
});
