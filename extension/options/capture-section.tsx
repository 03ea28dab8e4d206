import type { CaptureStatus } from '../contracts/capture-status.ts';
import { texts } from './texts.ts';

/** What the background does with what pages receive. */
export const CaptureSection = ({ status }: { status: CaptureStatus | undefined }) => (
  <section aria-live="polite">
    <h2>{texts.capture.heading}</h2>
    {status ? (
      <>
        <p>{texts.capture.state[status.capture]}</p>
        <p>{texts.capture.pages(status.pages)}</p>
        {status.waiting > 0 && <p>{texts.capture.waiting(status.waiting)}</p>}
        {status.dropped > 0 && <p class="problem">{texts.capture.dropped(status.dropped)}</p>}
      </>
    ) : (
      <p class="muted">{texts.capture.unknown}</p>
    )}
  </section>
);
