import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

/** Steps of the arrow keys. */
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One option's button. */
export interface Radio {
  /** Also what a test finds it by: the button's attribute `data-NAME` of the group. */
  readonly value: string;
  readonly className: string;
  readonly content: ComponentChildren;
  /** For a screen reader, where the content does not say it. */
  readonly label?: string;
}

export interface RadioGroupProps {
  readonly name: string;
  readonly label: string;
  readonly className: string;
  readonly options: readonly Radio[];
  /** Where Tab leads. */
  readonly current: string | undefined;
  /** Whether the current one is what is chosen. */
  readonly isChosen?: boolean;
  readonly onChoose: (index: number) => void;
  readonly onClick?: (event: MouseEvent & { readonly currentTarget: HTMLElement }) => void;
}

/** Options of which one is chosen, as one group: Tab leads into it, the arrow keys choose within it. */
export const RadioGroup = ({
  name,
  options,
  current,
  isChosen = true,
  onChoose,
  ...group
}: RadioGroupProps) => {
  const root = useRef<HTMLDivElement>(null);
  const index = options.findIndex(({ value }) => value === current);
  const step = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (by === undefined || index < 0) return;
    event.preventDefault();
    const next = (index + by + options.length) % options.length;
    onChoose(next);
    root.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={root}
      class={group.className}
      role="radiogroup"
      aria-label={group.label}
      onKeyDown={step}
      onClick={group.onClick}
    >
      {options.map(({ value, className, content, label }, at) => (
        <button
          key={value}
          type="button"
          role="radio"
          class={className}
          {...{ [`data-${name}`]: value }}
          aria-checked={at === index && isChosen}
          aria-label={label}
          tabIndex={at === index ? 0 : -1}
          disabled={current === undefined}
          onClick={() => onChoose(at)}
        >
          {content}
        </button>
      ))}
    </div>
  );
};
