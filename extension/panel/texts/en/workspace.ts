/** The words of the grid of charts. */
export const workspace = {
  charts: {
    title: 'Charts in the grid',
    count: (count: number) => (count === 1 ? 'One chart' : `${count} charts`),
    /** What stands over one chart of several. */
    focus: (label: string, timeframe: string) => `Choose the chart of ${label}, ${timeframe}`,
    close: (label: string, timeframe: string) => `Close the chart of ${label}, ${timeframe}`,
  },
} as const;
