import { createClient, type SupabaseClient, type SupabaseClientOptions } from '@supabase/supabase-js';
import { WebSocket } from 'ws';
import type { Candle } from '../../shared/candle.ts';
import type { ArchivedHour } from './archive.ts';

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
      prune_historical_ticks: { Args: { keep: string; chunk_ticks: number }; Returns: number };
      rename_historical_pair: { Args: { former_pair: string; new_pair: string }; Returns: number };
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

export type ProjectClient = SupabaseClient<Database>;

/** A client of the project at `url` for requests alone: it keeps no session and opens no connection of its own. */
export const createProjectClient = (url: string, secretKey: string): ProjectClient =>
  createClient<Database>(url, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    // Node 20 has no WebSocket of its own, and createClient insists on one though nothing here uses it.
    realtime: { transport: WebSocket } as unknown as RealtimeOptions,
  });
