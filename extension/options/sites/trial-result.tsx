import type { SiteMapping } from '../../brokers/mapped/site-mapping.ts';
import { tryMapping, type Trial } from '../../brokers/mapped/try-mapping.ts';
import type { Tick } from '../../../shared/tick.ts';
import { milliseconds } from '../../../shared/units.ts';
import { texts } from '../texts.ts';
import type { SeenFrame } from './seen-frames.ts';
import { momentOf } from './words.ts';

const { trial: words } = texts.sites;

/** Of one frame, and of all that were seen. */
const MAX_SHOWN = 5;

/** What a mapping makes of a frame; `undefined` for one that is of another framing, or none at all. */
export const trialOf = (mapping: SiteMapping, { said, receivedAt }: SeenFrame): Trial | undefined =>
  'value' in said && said.framing === mapping.framing
    ? tryMapping(mapping, said.value, milliseconds(Math.round(receivedAt)))
    : undefined;

const Ticks = ({ ticks }: { readonly ticks: readonly Tick[] }) => (
  <table class="ticks">
    <thead>
      <tr>
        <th scope="col">{words.pair}</th>
        <th scope="col">{words.price}</th>
        <th scope="col">{words.time}</th>
      </tr>
    </thead>
    <tbody>
      {ticks.slice(0, MAX_SHOWN).map(({ pair, price, timestamp }, index) => (
        <tr key={index}>
          <td>{pair}</td>
          <td>{price}</td>
          <td>{momentOf(timestamp)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

export interface TrialResultProps {
  readonly mapping: SiteMapping | undefined;
  readonly sample: Trial | undefined;
  readonly frames: readonly SeenFrame[];
}

/** What a mapping reads: from the sample, and from every frame that was seen. */
export const TrialResult = ({ mapping, sample, frames }: TrialResultProps) => {
  if (!mapping) return <p class="muted">{words.incomplete}</p>;
  if (!sample) return <p class="muted">{words.noSample}</p>;
  if (!sample.ok) return <p class="problem">{words.problem[sample.problem]}</p>;
  const read = frames.filter((frame) => trialOf(mapping, frame)?.ok).length;
  return (
    <>
      <p>
        <span class="good">{words.good(sample.ticks.length)}</span>{' '}
        {sample.skipped > 0 && words.skipped(sample.skipped)} {words.seen(read, frames.length)}
      </p>
      <Ticks ticks={sample.ticks} />
      <p class="muted">{words.compare}</p>
    </>
  );
};
