// MAIN world: the least that can see a frame.
const Native = WebSocket;
window.WebSocket = class extends Native {
  constructor(url: string | URL, protocols?: string | string[]) {
    super(url, protocols);
    this.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') return;
      const at = performance.timeOrigin + performance.now();
      document.dispatchEvent(new CustomEvent('bare-frame', { detail: at }));
    });
  }
};
