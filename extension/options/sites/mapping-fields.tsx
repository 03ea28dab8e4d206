import { TIME_UNITS, type TimeUnit } from '../../brokers/mapped/wire-time.ts';
import { pathText, type Path } from '../../brokers/mapped/value-path.ts';
import { texts } from '../texts.ts';
import { fieldText, type DraftMapping } from './draft-mapping.ts';

const { fields } = texts.sites;

export interface MappingFieldsProps {
  readonly draft: DraftMapping;
  readonly onChange: (change: Partial<DraftMapping>) => void;
}

const Where = ({ draft, path }: { readonly draft: DraftMapping; readonly path: Path | undefined }) =>
  path ? <code>{fieldText(draft, path) || fields.whole}</code> : <span class="muted">{fields.missing}</span>;

const Kind = ({ match }: Pick<DraftMapping, 'match'>) =>
  match.length === 0 ? (
    <span class="muted">{fields.everyKind}</span>
  ) : (
    <>
      {match.map(({ path, equals }) => (
        <code key={pathText(path)}>{`${pathText(path)} = ${JSON.stringify(equals)}`}</code>
      ))}
    </>
  );

const Pair = ({ draft, onChange }: MappingFieldsProps) => {
  const { pair } = draft;
  const constant = pair && 'constant' in pair ? pair.constant : '';
  return (
    <>
      {pair && 'rowKey' in pair ? (
        <span>{fields.byKey}</span>
      ) : (
        <Where draft={draft} path={pair && 'path' in pair ? pair.path : undefined} />
      )}
      <label class="inline">
        {fields.constant}
        <input
          class="field short"
          name="constant"
          spellcheck={false}
          autocomplete="off"
          placeholder={fields.constantExample}
          value={constant}
          onInput={({ currentTarget: { value } }) =>
            onChange({ pair: value.trim() === '' ? undefined : { constant: value.trim() } })
          }
        />
      </label>
    </>
  );
};

const Time = ({ draft, draft: { time }, onChange }: MappingFieldsProps) => (
  <>
    {time && 'receipt' in time ? <span>{fields.receipt}</span> : <Where draft={draft} path={time?.path} />}
    {time && 'path' in time ? (
      <label class="inline">
        {fields.unit}
        <select
          class="field short"
          name="unit"
          value={time.unit}
          onChange={({ currentTarget: { value } }) =>
            onChange({ time: { ...time, unit: value as TimeUnit } })
          }
        >
          {TIME_UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {fields.units[unit]}
            </option>
          ))}
        </select>
      </label>
    ) : (
      <label class="inline">
        <input
          type="checkbox"
          name="receipt"
          checked={time !== undefined}
          onChange={({ currentTarget }) =>
            onChange({ time: currentTarget.checked ? { receipt: true } : undefined })
          }
        />
        {fields.useReceipt}
      </label>
    )}
  </>
);

/** What has been pointed at so far, and what can be said besides. */
export const MappingFields = ({ draft, onChange }: MappingFieldsProps) => {
  const { rows, isEach, pair } = draft;
  return (
    <dl class="mapping">
      <dt>{fields.kind}</dt>
      <dd>
        <Kind match={draft.match} />
      </dd>
      <dt>{fields.pair}</dt>
      <dd>
        <Pair draft={draft} onChange={onChange} />
      </dd>
      <dt>{fields.price}</dt>
      <dd>
        <Where draft={draft} path={draft.price} />
        {rows && (
          <label class="inline">
            <input
              type="checkbox"
              name="each"
              checked={isEach}
              disabled={pair !== undefined && 'rowKey' in pair}
              onChange={({ currentTarget }) => onChange({ isEach: currentTarget.checked })}
            />
            {fields.each} <code>{pathText(rows) || fields.whole}</code>
          </label>
        )}
      </dd>
      <dt>{fields.time}</dt>
      <dd>
        <Time draft={draft} onChange={onChange} />
      </dd>
    </dl>
  );
};
