import type { Archive } from './archive.ts';
import { NoArchive } from './no-archive.ts';
import { SupabaseArchive, type SupabaseArchiveOptions } from './supabase-archive.ts';

export interface ArchiveOptions extends Omit<SupabaseArchiveOptions, 'supabase'> {
  readonly supabase?: SupabaseArchiveOptions['supabase'] | undefined;
}

/** The archive that the configuration asks for; one that does nothing where it names no Supabase. */
export const createArchive = ({ supabase, ...options }: ArchiveOptions): Archive =>
  supabase ? new SupabaseArchive({ supabase, ...options }) : new NoArchive();
