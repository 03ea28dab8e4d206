import { hideFrame } from './own-frame.ts';

/*
 * Runs in the page's own world: everything that is called later is taken here, before the page can replace it, and
 * every object that the browser reads options or traps from has no prototype, because the page may have put something
 * on `Object.prototype`.
 */
const { apply, construct, defineProperty } = Reflect;
const natives = new WeakMap<object, object>();
const nativeOf = natives.get.bind(natives) as (standIn: unknown) => object | undefined;

/** Only the value changes; the descriptor's flags stay. */
const replace = (holder: object, name: string, value: object): void => {
  defineProperty(holder, name, { __proto__: null, value } as PropertyDescriptor);
};

type Constructor = (abstract new (...args: never[]) => object) & { readonly prototype: object };

/**
 * Puts a `Proxy` into the place of one of the browser's constructors that calls `onMade` with whatever is constructed
 * through it, by a subclass as well, and is for everything else the constructor itself.
 */
export const standInFor = <Native extends Constructor>(
  native: Native,
  name: string,
  onMade: (made: InstanceType<Native>) => void,
): void => {
  const make = (target: Native, args: unknown[], newTarget: Native): object => {
    let made: InstanceType<Native>;
    try {
      made = construct(target, args, newTarget) as InstanceType<Native>;
    } catch (error) {
      hideFrame(error, make);
      throw error;
    }
    onMade(made);
    return made;
  };
  const standIn = new Proxy(native, { __proto__: null, construct: make } as ProxyHandler<Native>);
  natives.set(standIn, native);
  replace(native.prototype, 'constructor', standIn);
  replace(window, name, standIn);
};

/** Makes `Function.prototype.toString` answer for a stand-in what it answers for the original: a proxy has no name there. */
export const keepFunctionTexts = (): void => {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- always called through `apply`
  const { toString } = Function.prototype;
  const read = (target: typeof toString, self: unknown, args: unknown[]): string => {
    try {
      return apply(target, nativeOf(self) ?? self, args) as string;
    } catch (error) {
      hideFrame(error, read, 1);
      throw error;
    }
  };
  const standIn = new Proxy(toString, { __proto__: null, apply: read } as ProxyHandler<typeof toString>);
  natives.set(standIn, toString);
  replace(Function.prototype, 'toString', standIn);
};
