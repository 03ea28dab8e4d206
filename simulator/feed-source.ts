/** What makes a feed: the invented market or a recording. */
export interface FeedSource {
  pause(): void;
  resume(): void;
  stop(): void;
}
