import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { SiteMapping } from '../../brokers/mapped/site-mapping.ts';
import { valueAt, type Path } from '../../brokers/mapped/value-path.ts';
import type { Site } from '../../contracts/sites.ts';
import { texts } from '../texts.ts';
import { draftOf, emptyDraft, mappingOf, pointedAt, type DraftMapping, type Role } from './draft-mapping.ts';
import { FrameList } from './frame-list.tsx';
import { inspect } from './inspection.ts';
import { MappingFields } from './mapping-fields.tsx';
import { Sample } from './sample.tsx';
import type { SeenFrame } from './seen-frames.ts';
import { saveMapping } from './site-actions.ts';
import { TrialResult, trialOf } from './trial-result.tsx';

const { inspector } = texts.sites;

/** What is pointed at next; the pair's name as a key is rare, and chosen by hand. */
const NEXT: Readonly<Record<Role, Role>> = {
  kind: 'pair',
  pair: 'price',
  key: 'price',
  price: 'time',
  time: 'time',
};

/** One site's frames, live, and how they are to be read. */
export const SiteEditor = ({ site, onClose }: { readonly site: Site; readonly onClose: () => void }) => {
  const { host } = site;
  const inspection = useMemo(() => inspect(host), [host]);
  useEffect(() => inspection.stop, [inspection]);
  const wanted = useSignal('');
  const chosen = useSignal<SeenFrame | undefined>(undefined);
  const role = useSignal<Role>('kind');
  const draft = useSignal<DraftMapping>(site.mapping ? draftOf(site.mapping) : emptyDraft('json'));
  const saved = useSignal<SiteMapping | undefined>(site.mapping);
  const mapping = useComputed(() => mappingOf(draft.value, host, host)).value;
  const trial = mapping && chosen.value && trialOf(mapping, chosen.value);
  const isSaved = mapping !== undefined && JSON.stringify(mapping) === JSON.stringify(saved.value);

  const choose = (frame: SeenFrame): void => {
    chosen.value = frame;
    // What was pointed at in a frame of another framing is nowhere in this one.
    if ('value' in frame.said && frame.said.framing !== draft.value.framing)
      draft.value = emptyDraft(frame.said.framing);
  };
  const point = (path: Path): void => {
    const sample = chosen.value;
    if (!sample || !('value' in sample.said)) return;
    draft.value = pointedAt(draft.value, role.value, path, sample.said.value, sample.receivedAt);
    if (valueAt(sample.said.value, path) !== undefined) role.value = NEXT[role.value];
  };
  const save = async (): Promise<void> => {
    if (!mapping || !trial?.ok) return;
    await saveMapping(mapping);
    saved.value = mapping;
  };

  return (
    <div class="inspector" role="group" aria-label={inspector.label(host)}>
      <div class="line">
        <h3>{inspector.label(host)}</h3>
        <input
          class="field"
          type="search"
          aria-label={inspector.wanted}
          placeholder={inspector.wanted}
          value={wanted.value}
          onInput={({ currentTarget }) => (wanted.value = currentTarget.value)}
        />
        <button
          type="button"
          class="button"
          aria-pressed={inspection.isPaused.value}
          onClick={() => inspection.pause(!inspection.isPaused.value)}
        >
          {inspection.isPaused.value ? inspector.goOn : inspector.pause}
        </button>
        <button type="button" class="button end" onClick={onClose}>
          {inspector.close}
        </button>
      </div>
      <p class="muted">{inspector.privacy}</p>
      <div class="panes">
        <div class="pane">
          <FrameList
            host={host}
            inspection={inspection}
            mapping={mapping}
            wanted={wanted.value}
            chosen={chosen.value}
            onChoose={choose}
          />
        </div>
        <div class="pane">
          <Sample
            frame={chosen.value}
            draft={draft.value}
            role={role.value}
            onRole={(next) => (role.value = next)}
            onPoint={point}
          />
        </div>
      </div>
      {inspection.skipped.value > 0 && <p class="muted">{inspector.skipped(inspection.skipped.value)}</p>}
      <MappingFields
        draft={draft.value}
        onChange={(change) => (draft.value = { ...draft.value, ...change })}
      />
      <div class="trial" aria-live="polite">
        <TrialResult mapping={mapping} sample={trial} frames={inspection.frames.value} />
      </div>
      <div class="line">
        <button
          type="button"
          class="button primary"
          disabled={!trial?.ok || isSaved}
          onClick={() => void save()}
        >
          {inspector.save}
        </button>
        <span class="muted" role="status">
          {isSaved ? inspector.saved(host) : ''}
        </span>
      </div>
    </div>
  );
};
