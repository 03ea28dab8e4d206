// Isolated world: hands each frame's time on.
const port = chrome.runtime.connect();
document.addEventListener('bare-frame', (event) => port.postMessage((event as CustomEvent<number>).detail));
