import { useEffect, useRef } from 'preact/hooks';
import type { Path } from '../../brokers/mapped/value-path.ts';
import { RadioGroup } from '../../panel/view/radio-group.tsx';
import { texts } from '../texts.ts';
import { moveFocus } from './arrow-keys.ts';
import { ROLES, type DraftMapping, type Role } from './draft-mapping.ts';
import { FieldTree } from './field-tree.tsx';
import type { SeenFrame } from './seen-frames.ts';

const { inspector, roles } = texts.sites;

export interface SampleProps {
  readonly frame: SeenFrame | undefined;
  readonly draft: DraftMapping;
  readonly role: Role;
  readonly onRole: (role: Role) => void;
  readonly onPoint: (path: Path) => void;
}

/** The frame that is pointed into, and what the next click says. */
export const Sample = ({ frame, draft, role, onRole, onPoint }: SampleProps) => {
  const root = useRef<HTMLDivElement>(null);
  // The tree is one stop of the Tab key, at its first field that can be clicked.
  useEffect(() => {
    const [first, ...others] = root.current?.querySelectorAll('button') ?? [];
    if (first) first.tabIndex = 0;
    for (const other of others) other.tabIndex = -1;
  });
  if (!frame) return <p class="frames-empty muted">{inspector.choose}</p>;
  if ('unread' in frame.said) return <p class="frames-empty muted">{inspector.unread[frame.said.unread]}</p>;
  return (
    <>
      <div class="pointing">
        <span id="pointing">{inspector.pointing}</span>
        <RadioGroup
          name="role"
          label={inspector.pointing}
          className="roles"
          options={ROLES.map((value) => ({ value, className: 'button', content: roles[value].choice }))}
          current={role}
          onChoose={(index) => onRole(ROLES[index] ?? role)}
        />
      </div>
      <p class="muted">{roles[role].hint}</p>
      <div ref={root} class="sample" onKeyDown={moveFocus}>
        <FieldTree value={frame.said.value} draft={draft} role={role} onPoint={onPoint} />
      </div>
    </>
  );
};
