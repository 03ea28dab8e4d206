import type { Archive } from './archive.ts';
import { NoArchive } from './no-archive.ts';
import type { SupabaseArchiveOptions } from './supabase-archive.ts';

export interface ArchiveOptions extends Omit<SupabaseArchiveOptions, 'supabase'> {
  readonly supabase?: SupabaseArchiveOptions['supabase'] | undefined;
}

/** The archive that the configuration asks for; one that does nothing where it names no Supabase. */
export const createArchive = async ({ supabase, ...options }: ArchiveOptions): Promise<Archive> => {
  if (!supabase) return new NoArchive();
  // Its client is the largest of what the relay loads: a start without Supabase does not wait for it.
  const { SupabaseArchive } = await import('./supabase-archive.ts');
  return new SupabaseArchive({ supabase, ...options });
};
