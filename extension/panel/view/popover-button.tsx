import type { ComponentChildren, VNode } from 'preact';

export interface PopoverButtonProps {
  /** Unique in the document; also the button's `data-action`. */
  readonly name: string;
  /** For a screen reader and as a hint. */
  readonly label: string;
  /** A path of a picture in a square of 16, or a picture. */
  readonly icon: string | VNode;
  readonly children: ComponentChildren;
}

/** A button that opens what it holds under itself; a click elsewhere or Escape closes it. */
export const PopoverButton = ({ name, label, icon, children }: PopoverButtonProps) => {
  const id = `popover-${name}`;
  const anchor = `--${id}`;
  return (
    <>
      <button
        type="button"
        class="icon-button"
        data-action={name}
        popovertarget={id}
        aria-label={label}
        title={label}
        style={{ anchorName: anchor }}
      >
        {typeof icon === 'string' ? (
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={icon} />
          </svg>
        ) : (
          icon
        )}
      </button>
      <div
        id={id}
        popover="auto"
        class="popover"
        role="dialog"
        aria-label={label}
        style={{ positionAnchor: anchor }}
      >
        {children}
      </div>
    </>
  );
};
