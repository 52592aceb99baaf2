import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and restored, as a cable can. */
export type TcpProxy = {
  port: number;
  /** Breaks every connection, and refuses new ones. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  /** Breaks those connections for which `isChosen` says so; new ones work. */
  breakSome(isChosen: () => boolean): void;
  close(): Promise<void>;
};

export async function startTcpProxy(host: string, port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  };
  const open = async (at: number): Promise<Server> => {
    const server = createServer((incoming) => {
      const outgoing = connect(port, host);
      for (const socket of [incoming, outgoing]) track(socket);
      incoming.pipe(outgoing).pipe(incoming);
      incoming.on('close', () => outgoing.destroy());
      outgoing.on('close', () => incoming.destroy());
    });
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await open(0);
  const address = server.address() as { port: number };
  const cut = async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    if (server.listening) await once(server, 'close');
  };
  return {
    port: address.port,
    cut,
    restore: async () => {
      server = await open(address.port);
    },
    breakSome: (isChosen) => {
      for (const socket of sockets) if (isChosen()) socket.destroy();
    },
    close: cut,
  };
}
