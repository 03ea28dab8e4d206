import { entriesOf, pathText, type Path, type PathKey } from '../../brokers/mapped/value-path.ts';
import { texts } from '../texts.ts';
import { rolesOf, type DraftMapping, type Role } from './draft-mapping.ts';

const { roles, tree } = texts.sites;

/** Deeper, and further down a list, no feed has a price that its first entries do not show. */
const MAX_DEPTH = 12;
const MAX_ENTRIES = 40;
const MAX_TEXT = 120;

export interface FieldTreeProps {
  readonly value: unknown;
  readonly draft: DraftMapping;
  /** What a click says of a field. */
  readonly role: Role;
  readonly onPoint: (path: Path) => void;
}

const shortText = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
};

const bracketsOf = (value: unknown): string => (Array.isArray(value) ? '[ ]' : '{ }');

/** Only a name that an object gives can be a pair's; every other role is a value's. */
const canBe = (role: Role, key: PathKey, isLeaf: boolean): boolean =>
  role === 'key' ? typeof key === 'string' : isLeaf;

const Field = ({ path, value, ...props }: FieldTreeProps & { readonly path: Path }) => {
  const key = path.at(-1) ?? '';
  const entries = path.length < MAX_DEPTH ? entriesOf(value) : [];
  const isLeaf = entries.length === 0;
  const said = rolesOf(props.draft, path);
  const content = (
    <>
      <span class="field-key">{key}</span>
      <span class={isLeaf ? 'field-value' : 'muted'}>{isLeaf ? shortText(value) : bracketsOf(value)}</span>
      {said.map((role) => (
        <span key={role} class="field-role">
          {roles[role].tag}
        </span>
      ))}
    </>
  );
  return (
    <li>
      {canBe(props.role, key, isLeaf) ? (
        <button
          type="button"
          class="field-line"
          data-path={pathText(path)}
          aria-pressed={said.includes(props.role)}
          tabIndex={-1}
          onClick={() => props.onPoint(path)}
        >
          {content}
        </button>
      ) : (
        <div class="field-line">{content}</div>
      )}
      {!isLeaf && <Fields {...props} path={path} entries={entries} />}
    </li>
  );
};

const Fields = ({
  entries,
  path,
  ...props
}: Omit<FieldTreeProps, 'value'> & {
  readonly path: Path;
  readonly entries: readonly (readonly [PathKey, unknown])[];
}) => (
  <ul class="fields">
    {entries.slice(0, MAX_ENTRIES).map(([key, value]) => (
      <Field key={key} {...props} path={[...path, key]} value={value} />
    ))}
    {entries.length > MAX_ENTRIES && <li class="muted">{tree.more(entries.length - MAX_ENTRIES)}</li>}
  </ul>
);

/** A sample's JSON, line by line, whose fields can be pointed at. */
export const FieldTree = ({ value, ...props }: FieldTreeProps) => (
  <Fields {...props} path={[]} entries={entriesOf(value)} />
);
