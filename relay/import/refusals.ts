import type { RowRefusal } from './read-row.ts';

const REASONS: Readonly<Record<RowRefusal, string>> = {
  line: 'the line cannot be read',
  pair: "there is no broker's symbol of a pair",
  timeframe: 'there is no timeframe',
  price: 'a price is no positive number',
  timestamp: 'there is no time that can be read',
  future: 'it is from the future',
  ancient: 'it is from before 2010',
  candle:
    'it is no sound candle of its timeframe: it begins between two, has not ended, or its prices contradict each other',
};

/** How many refused rows are told one by one. */
const MOST_EXAMPLES = 10;

/** Counts refused rows by their reasons, and remembers where the first ones are. */
export class Refusals {
  readonly #counts = new Map<RowRefusal, number>();
  readonly #examples: string[] = [];
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(file: string, line: number, refusal: RowRefusal): void {
    this.#total += 1;
    this.#counts.set(refusal, (this.#counts.get(refusal) ?? 0) + 1);
    if (this.#total <= MOST_EXAMPLES) this.#examples.push(`${file}:${line}: ${REASONS[refusal]}`);
  }

  /** The first refused rows with their lines, then how many there were of each reason. */
  lines(): string[] {
    const more = this.#total - this.#examples.length;
    const counts = [...this.#counts].map(
      ([refusal, count]) => `${count.toLocaleString('en')} refused: ${REASONS[refusal]}`,
    );
    return [...this.#examples, ...(more > 0 ? [`… and ${more.toLocaleString('en')} more`] : []), ...counts];
  }
}
