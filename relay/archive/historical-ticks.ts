import { createClient, type SupabaseClientOptions } from '@supabase/supabase-js';
import { WebSocket } from 'ws';
import { type Candle, isCandle } from '../../shared/candle.ts';
import type { Pair } from '../../shared/pair.ts';
import type { Tick } from '../../shared/tick.ts';
import { timeframeDuration } from '../../shared/timeframe.ts';
import type { Milliseconds } from '../../shared/units.ts';
import type { ArchivedHour } from './archive.ts';
import type { CandleQuery } from '../tick-log/tick-log.ts';
import type { Refusal } from './upload-error.ts';

/** The version of schema.sql that everything but `hours` works with; that needs 2. */
const SCHEMA_VERSION = 1;
const REQUEST_TIMEOUT_MS = 15_000;
const READ_TIMEOUT_MS = 5_000;

export type Outcome<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal };

/** The part of schema.sql that the relay uses, as supabase-js wants it described. */
interface Database {
  public: {
    Tables: {
      historical_ticks: {
        Row: TickRow;
        Insert: TickRow;
        Update: Partial<TickRow>;
        Relationships: [];
      };
    };
    Views: Record<string, never>;
    Functions: {
      tick_relay_schema_version: { Args: never; Returns: number };
      historical_hours: {
        Args: { audit_pair: string; audit_from: number; audit_to: number };
        Returns: ArchivedHour[];
      };
      historical_ohlc: {
        Args: {
          candle_pair: string;
          timeframe_ms: number;
          candle_limit: number;
          candle_before: number | null;
          candle_from: number | null;
        };
        Returns: Candle[];
      };
    };
  };
}

/** supabase-js asks for an index signature, which an interface has not. */
type TickRow = Record<'pair', string> & Record<'price' | 'timestamp', number>;

type RealtimeOptions = NonNullable<SupabaseClientOptions<'public'>['realtime']>;

interface Answer {
  /** Whatever the server sent as JSON, whose fields need not be there. */
  readonly error: { readonly message?: string | undefined; readonly code?: string | undefined } | null;
  readonly data: unknown;
  readonly status: number;
}

const refused = (status: number, code: string, message: string): Outcome<never> => ({
  ok: false,
  refusal: { status, code, message },
});

const outcomeOf = ({ error, data, status }: Answer): Outcome<unknown> =>
  error ? refused(status, error.code ?? '', error.message ?? 'no message') : { ok: true, value: data };

/** The project's tables and functions, as schema.sql makes them. Nothing here rejects. */
export class HistoricalTicks {
  readonly #client: ReturnType<typeof createClient<Database>>;
  readonly #closing = new AbortController();

  constructor(url: string, secretKey: string) {
    this.#client = createClient<Database>(url, secretKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      // Node 20 has no WebSocket of its own, and createClient insists on one though nothing here uses it.
      realtime: { transport: WebSocket } as unknown as RealtimeOptions,
      global: { fetch: (input, init) => this.#fetch(input, init) },
    });
  }

  #fetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const ends = [AbortSignal.timeout(REQUEST_TIMEOUT_MS), this.#closing.signal];
    return fetch(input, { ...init, signal: AbortSignal.any(init.signal ? [...ends, init.signal] : ends) });
  }

  /** Whether the key is taken and schema.sql applied. */
  async check(): Promise<Outcome<void>> {
    const outcome = outcomeOf(
      await this.#client.rpc('tick_relay_schema_version').abortSignal(AbortSignal.timeout(READ_TIMEOUT_MS)),
    );
    if (!outcome.ok) return outcome;
    return typeof outcome.value === 'number' && outcome.value >= SCHEMA_VERSION
      ? { ok: true, value: undefined }
      : refused(200, 'PGRST202', `schema.sql has been applied in an older version than ${SCHEMA_VERSION}`);
  }

  /** Stores the ticks that are not there yet, all or none. */
  async insert(ticks: readonly Tick[]): Promise<Outcome<unknown>> {
    const rows = ticks.map(({ pair, price, timestamp }) => ({ pair, price, timestamp }));
    return outcomeOf(
      await this.#client
        .from('historical_ticks')
        .upsert(rows, { onConflict: 'pair,timestamp,price', ignoreDuplicates: true }),
    );
  }

  async candles({ pair, timeframe, limit, before, from }: CandleQuery): Promise<Outcome<readonly Candle[]>> {
    const outcome = outcomeOf(
      await this.#client
        .rpc('historical_ohlc', {
          candle_pair: pair,
          timeframe_ms: timeframeDuration(timeframe),
          candle_limit: limit,
          candle_before: before ?? null,
          candle_from: from ?? null,
        })
        .abortSignal(AbortSignal.timeout(READ_TIMEOUT_MS)),
    );
    if (!outcome.ok) return outcome;
    return { ok: true, value: ((outcome.value ?? []) as readonly Candle[]).filter(isCandle) };
  }

  /** Number and hash of the ticks of each hour within the span; schema.sql has it from version 2 on. */
  async hours(pair: Pair, from: Milliseconds, to: Milliseconds): Promise<Outcome<readonly ArchivedHour[]>> {
    const outcome = outcomeOf(
      await this.#client.rpc('historical_hours', { audit_pair: pair, audit_from: from, audit_to: to }),
    );
    return outcome.ok ? { ok: true, value: (outcome.value ?? []) as readonly ArchivedHour[] } : outcome;
  }

  /** Ends every request under way. */
  close(): void {
    this.#closing.abort();
  }
}
