import { useLayoutEffect, useRef } from 'preact/hooks';

export interface MountedProps {
  readonly node: HTMLElement;
  readonly className?: string;
  /** For a figure, which may hold things to act on: what it shows. */
  readonly figureOf?: string;
}

/** Gives a place in the component tree to an element that paints itself. */
export const Mounted = ({ node, className, figureOf }: MountedProps) => {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.append(node);
    return () => node.remove();
  }, [node]);
  const figure = figureOf === undefined ? {} : ({ role: 'figure', 'aria-label': figureOf } as const);
  return <div class={className} ref={place} {...figure} />;
};
