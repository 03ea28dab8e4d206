import { isRecord, wireValue } from '../wire/wire-values.ts';

/** For what a quote was asked. */
export interface QuoteName {
  readonly symbol: string;
  /** The currency that its prices were asked in; absent where the symbol was asked for by its bare name. */
  readonly currency?: string | undefined;
  readonly isBare: boolean;
}

/**
 * A quote's `n`: `FX:EURUSD`, or `={"symbol":"FX:EURUSD","adjustment":"splits","currency-id":"USD"}`, which names the
 * symbol of the same prices. `undefined` for any other, as for a computed one whose `symbol` is an object.
 */
export const quoteNameOf = (name: unknown): QuoteName | undefined => {
  if (typeof name !== 'string' || name === '') return undefined;
  const composite = name.startsWith('=') ? name.slice(1) : name;
  if (!composite.startsWith('{')) return { symbol: name, isBare: true };
  const asked = wireValue(composite);
  if (!isRecord(asked) || typeof asked.symbol !== 'string') return undefined;
  const currency = asked['currency-id'];
  return {
    symbol: asked.symbol,
    currency: typeof currency === 'string' ? currency : undefined,
    isBare: false,
  };
};
