// Service worker: one socket to the echo server.
const echo = new WebSocket('ws://127.0.0.1:__ECHO_PORT__/capture');
chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((at: number) => {
    if (echo.readyState === WebSocket.OPEN) echo.send(String(at));
  });
});
