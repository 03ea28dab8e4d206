/**
 * What Node.js is started with. A relay's objects live for one turn, and this is room for those of a few thousand
 * ticks: with V8's own 1 to 2 MB a collection under full load finds most of them still in use and copies them (a third
 * of the processor went there); with the 16 MB and more that it lets this part grow to, memory is all that grows. It
 * has its size from the start, so that memory has its level soon. V8 takes the limits only at its own start.
 */
export const NODE_FLAGS = ['--min-semi-space-size=8', '--max-semi-space-size=8'];
