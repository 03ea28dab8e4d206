import type { CDPSession, Page } from 'playwright-core';
import * as v from 'valibot';

/** What a page holds. */
export interface PageHold {
  /** Of the page's own objects, functions and texts; without compiled code and what the browser keeps, bytes. */
  readonly heap: number;
  readonly listeners: number;
  readonly nodes: number;
}

const SNAPSHOT = v.object({
  snapshot: v.object({
    meta: v.object({ node_fields: v.array(v.string()), node_types: v.array(v.unknown()) }),
  }),
  nodes: v.array(v.number()),
});

/** They grow with what the compiler and the browser have seen, not with what the page holds. */
const NOT_THE_PAGES = new Set(['hidden', 'code', 'native', 'synthetic', 'object shape']);

const takeSnapshot = async (session: CDPSession): Promise<string> => {
  const chunks: string[] = [];
  const gather = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', gather);
  await session.send('HeapProfiler.takeHeapSnapshot', {});
  session.off('HeapProfiler.addHeapSnapshotChunk', gather);
  return chunks.join('');
};

const sizeOf = (text: string): number => {
  const { snapshot, nodes } = v.parse(SNAPSHOT, JSON.parse(text));
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const names = v.parse(v.array(v.string()), types[type]);
  let sum = 0;
  for (let node = 0; node < nodes.length; node += fields.length) {
    if (!NOT_THE_PAGES.has(names[nodes[node + type] ?? 0] ?? '')) sum += nodes[node + size] ?? 0;
  }
  return sum;
};

/** What a page holds after a garbage collection. */
export const pageHold = async (page: Page): Promise<PageHold> => {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send('Performance.enable');
    const heap = sizeOf(await takeSnapshot(session));
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (name: string): number => {
      const found = metrics.find((entry) => entry.name === name);
      if (!found) throw new Error(`Chromium does not tell its figure ${name}.`);
      return found.value;
    };
    return { heap, listeners: metric('JSEventListeners'), nodes: metric('Nodes') };
  } finally {
    await session.detach();
  }
};
