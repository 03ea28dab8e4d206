import type { ComponentChildren } from 'preact';
import type { NoticeText } from '../texts/en/panel.ts';
import { CandleSilhouette } from './candle-silhouette.tsx';
import { Command } from './command.tsx';

export interface NoticeProps {
  readonly text: NoticeText;
  /** `full` takes the place of the chart and the list; `bar` leaves them in view. */
  readonly variant: 'full' | 'bar';
  readonly isBusy?: boolean;
  readonly children?: ComponentChildren;
}

/** Says why there is nothing new to see, and the one thing to do about it. */
export const Notice = ({ text, variant, isBusy = false, children }: NoticeProps) => (
  <section class={`notice ${variant}`} role="status" aria-busy={isBusy}>
    {variant === 'full' && <CandleSilhouette />}
    <p class="cause">{text.cause}</p>
    {text.action && <p class="action">{text.action}</p>}
    {text.command && <Command line={text.command} />}
    {children}
  </section>
);
