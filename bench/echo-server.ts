/** Passes each message of `/capture` to every `/view`; a process of its own, as the relay is one. */
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
const viewers = new Set<WebSocket>();
server.on('connection', (socket, request) => {
  if (request.url === '/view') {
    viewers.add(socket);
    socket.on('close', () => viewers.delete(socket));
    return;
  }
  socket.on('message', (data: Buffer) => {
    for (const viewer of viewers) viewer.send(data.toString());
  });
});
server.on('listening', () => process.send?.((server.address() as AddressInfo).port));
