// Extension page: what is left of the way, with nothing drawn.
const bareSamples: number[] = [];
Object.assign(globalThis, { bareSamples });
const viewer = new WebSocket('ws://127.0.0.1:__ECHO_PORT__/view');
viewer.onmessage = ({ data }) => {
  bareSamples.push(performance.timeOrigin + performance.now() - Number(data));
};
