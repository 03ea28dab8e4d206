import type { SiteMapping } from '../brokers/mapped/site-mapping.ts';

/** bridge → background: how are this page's frames to be read? The answer is a `SiteMappingAnswer`. */
export const SITE_MAPPING_QUESTION = { type: 'site-mapping' } as const;

/** Without a mapping the page's frames are not read. */
export interface SiteMappingAnswer {
  readonly mapping?: SiteMapping | undefined;
}

/** options page → bridge: a mapping was saved, changed or taken away; ask again. */
export const SITES_CHANGED = { type: 'sites-changed' } as const;

/** Whether a runtime message is the given one. */
export const isMessage = ({ type }: { readonly type: string }, message: unknown): boolean =>
  typeof message === 'object' && message !== null && (message as { readonly type?: unknown }).type === type;

/** Name of the port that the options page opens to the bridges of a tab while its inspector is open. */
export const INSPECTOR_PORT = 'inspector';

/** Characters of a frame that the inspector is shown; no single price is so long. */
export const MAX_SHOWN_LENGTH = 65_536;

/** bridge → inspector: a frame as the page received it. */
export interface InspectedFrame {
  /** Tells the sockets of all the frames of a tab apart. */
  readonly socket: string;
  /** UTC ms. */
  readonly receivedAt: number;
  /** Cut at `MAX_SHOWN_LENGTH`; absent for bytes that are no text. */
  readonly text?: string | undefined;
  readonly isBinary: boolean;
  /** Characters, or bytes, of the whole. */
  readonly length: number;
}

/** Several at a time, and how many were left out since because there were too many. */
export interface InspectedFrames {
  readonly frames: readonly InspectedFrame[];
  readonly skipped: number;
}
