import { useLayoutEffect, useRef } from 'preact/hooks';

export interface MountedProps {
  readonly node: HTMLElement;
  readonly className?: string;
  /** For a picture: what it shows. */
  readonly pictureOf?: string;
}

/** Gives a place in the component tree to an element that paints itself. */
export const Mounted = ({ node, className, pictureOf }: MountedProps) => {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.append(node);
    return () => node.remove();
  }, [node]);
  const picture = pictureOf === undefined ? {} : ({ role: 'img', 'aria-label': pictureOf } as const);
  return <div class={className} ref={place} {...picture} />;
};
