import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const LISTENING = '0A';
const LSOF_TIMEOUT_MS = 5_000;

/** The socket that listens on the port, as /proc names it: `socket:[12345]`. */
const listeningSocket = async (port: number): Promise<string | undefined> => {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of (await readFile(table, 'utf8').catch(() => '')).split('\n')) {
      const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
      if (local?.endsWith(wanted) && state === LISTENING && inode) return `socket:[${inode}]`;
    }
  }
  return undefined;
};

const hasOpen = async (pid: string, socket: string): Promise<boolean> => {
  const folder = `/proc/${pid}/fd`;
  for (const descriptor of await readdir(folder).catch(() => []))
    if ((await readlink(`${folder}/${descriptor}`).catch(() => '')) === socket) return true;
  return false;
};

const ownerByProc = async (port: number): Promise<string | undefined> => {
  const socket = await listeningSocket(port);
  if (socket === undefined) return undefined;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (!(await hasOpen(pid, socket))) continue;
    const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'unknown')).trim();
    return `${name}, process ${pid}`;
  }
  return undefined;
};

const ownerByLsof = async (port: number): Promise<string | undefined> => {
  const { stdout } = await promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-F', 'pc'], {
    timeout: LSOF_TIMEOUT_MS,
  });
  const [, pid, name] = /^p(\d+)\nc(.*)$/m.exec(stdout) ?? [];
  return pid === undefined ? undefined : `${name ?? 'unknown'}, process ${pid}`;
};

/** Which program listens on a TCP port, as far as this user may know: `node, process 1234`. */
export const portOwner = async (port: number): Promise<string | undefined> => {
  try {
    return await (process.platform === 'linux' ? ownerByProc(port) : ownerByLsof(port));
  } catch {
    return undefined;
  }
};
