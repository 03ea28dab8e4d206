export const takeAway = {
  takeAway: {
    title: 'Save',
    pictureToFile: 'Picture to file',
    pictureToClipboard: 'Picture to clipboard',
    candlesToFile: 'Candles as CSV',
    copyPrice: 'Copy price',
    saved: (name: string) => `Saved ${name}`,
    pictureCopied: 'Picture copied',
    priceCopied: (price: string) => `Copied ${price}`,
    copied: 'Copied',
    failed: 'The browser refused it. Click into the panel and try again.',
  },
} as const;
