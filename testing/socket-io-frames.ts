/** The text frame that announces an attachment, as Socket.IO writes it. */
export const header = (event: string): string => `451-["${event}",{"_placeholder":true,"num":0}]`;
/** An event that carries its payload in its own frame. */
export const inline = (event: string, ...args: unknown[]): string => `42${JSON.stringify([event, ...args])}`;
