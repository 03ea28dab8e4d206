/*
 * A page's feed in a worker, as some brokers may run it: no socket of the page's own, the frames counted here and told
 * on the channel of its name. It speaks as an Engine.IO client does.
 */
{
  const told = new BroadcastChannel(self.name);
  const { host } = new URL(location.origin);
  const socket = new WebSocket(`ws://${host}/socket.io/?EIO=4&transport=websocket&channel=feed`);
  let frames = 0;
  socket.onmessage = ({ data }) => {
    frames += 1;
    told.postMessage(frames);
    const text = String(data);
    if (text.startsWith('0')) socket.send('40');
    if (text === '2') socket.send('3');
  };
}
