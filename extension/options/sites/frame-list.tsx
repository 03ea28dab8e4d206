import type { SiteMapping } from '../../brokers/mapped/site-mapping.ts';
import { isMatch } from '../../brokers/mapped/read-prices.ts';
import { texts } from '../texts.ts';
import { moveFocus } from './arrow-keys.ts';
import type { Inspection } from './inspection.ts';
import type { SeenFrame } from './seen-frames.ts';
import { clockOf } from './words.ts';

const { inspector } = texts.sites;

/** More than a line holds. */
const MAX_PREVIEW = 160;

export interface FrameListProps {
  readonly host: string;
  readonly inspection: Inspection;
  readonly mapping: SiteMapping | undefined;
  readonly wanted: string;
  readonly chosen: SeenFrame | undefined;
  readonly onChoose: (frame: SeenFrame) => void;
}

const isRead = (mapping: SiteMapping | undefined, { said }: SeenFrame): boolean =>
  mapping !== undefined &&
  'value' in said &&
  said.framing === mapping.framing &&
  isMatch(mapping, said.value);

/** What the site's pages receive, newest first; a frame that is chosen becomes the sample. */
export const FrameList = ({ host, inspection, mapping, wanted, chosen, onChoose }: FrameListProps) => {
  const frames = inspection.frames.value.filter(({ text }) => text.includes(wanted));
  if (inspection.frames.value.length === 0)
    return (
      <p class="frames-empty muted">
        {inspector.waiting}{' '}
        <a href={`https://${host}/`} target="_blank" rel="noreferrer">
          {inspector.open(host)}
        </a>
      </p>
    );
  if (frames.length === 0) return <p class="frames-empty muted">{inspector.noneWanted}</p>;
  return (
    <ul
      class="frames"
      aria-label={inspector.frames}
      onKeyDown={moveFocus}
      onPointerEnter={() => inspection.hold(true)}
      onPointerLeave={() => inspection.hold(false)}
      onFocusIn={() => inspection.hold(true)}
      onFocusOut={() => inspection.hold(false)}
    >
      {frames.map((frame, index) => (
        <li key={frame.id}>
          <button
            type="button"
            class={isRead(mapping, frame) ? 'frame read' : 'frame'}
            title={isRead(mapping, frame) ? inspector.isRead : undefined}
            aria-pressed={frame.id === chosen?.id}
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => onChoose(frame)}
          >
            <span class="frame-time">{clockOf(frame.receivedAt)}</span>
            <span class="frame-text">
              {'unread' in frame.said && frame.text === ''
                ? inspector.unread[frame.said.unread]
                : frame.text.slice(0, MAX_PREVIEW)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
};
