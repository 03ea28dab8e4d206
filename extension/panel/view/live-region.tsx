import type { Announcer } from '../keyboard/announcer.ts';

/** Read aloud by a screen reader when it changes, and not to be seen. */
export const LiveRegion = ({ announcer }: { announcer: Announcer }) => (
  <p class="unseen" data-live-region aria-live="polite" aria-atomic="true">
    {announcer.text.value}
  </p>
);
