/** The browser has begun to read the file by then. */
const FORGET_MS = 10_000;

/** Saves among the downloads, without a question unless the browser is set to ask. */
export const saveFile = (content: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), FORGET_MS);
};
