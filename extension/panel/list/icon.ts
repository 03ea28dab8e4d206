const SVG = 'http://www.w3.org/2000/svg';

/** A drawing of one path in a square of 16, for an element that is no component; it says nothing to a screen reader. */
export const icon = (path: string): SVGElement => {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 0 16 16');
  drawing.ariaHidden = 'true';
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  drawing.append(line);
  return drawing;
};
