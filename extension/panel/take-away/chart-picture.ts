/** What stands above the chart in a picture of it. */
export interface PictureCaption {
  readonly title: string;
  readonly time: string;
}

/** CSS px. */
const STRIP_HEIGHT = 28;
const PADDING = 8;
const FONT_SIZE = 12;

/** A picture of the chart under a strip that says what it shows; `ratio`: its pixels to a CSS px. */
export const withCaption = (
  chart: HTMLCanvasElement,
  { title, time }: PictureCaption,
  ratio: number,
): HTMLCanvasElement => {
  const picture = document.createElement('canvas');
  const strip = Math.round(STRIP_HEIGHT * ratio);
  picture.width = chart.width;
  picture.height = chart.height + strip;
  const context = picture.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to draw the picture on.');
  const styles = getComputedStyle(document.documentElement);
  const color = (name: string): string => styles.getPropertyValue(name).trim();
  const font = (weight: number): string =>
    `${weight} ${FONT_SIZE * ratio}px ${getComputedStyle(document.body).fontFamily}`;

  context.fillStyle = color('--background');
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(chart, 0, strip);
  context.fillStyle = color('--grid');
  context.fillRect(0, strip - Math.round(ratio), picture.width, Math.round(ratio));
  const padding = PADDING * ratio;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.fillStyle = color('--muted');
  context.font = font(400);
  context.fillText(time, picture.width - padding, strip / 2);
  const room = picture.width - context.measureText(time).width - 3 * padding;
  context.textAlign = 'left';
  context.fillStyle = color('--text');
  context.font = font(600);
  // A long name is drawn narrower rather than into the time.
  context.fillText(title, padding, strip / 2, room);
  return picture;
};

/** Rejects where the browser cannot make a PNG of it, as of one without a size. */
export const toPng = (picture: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    picture.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser could not make a picture of the chart.'));
    }, 'image/png');
  });
