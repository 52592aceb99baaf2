import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Client, Room, Server } from '@colyseus/core';
import { Encoder, type SchemaType, schema, t } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';

/*
 * The stock way, in a process of its own: a room whose state has a map of numbers, patched at the usual rate. It
 * checks nothing and knows nobody.
 */

const Avatar = schema(
  {
    x: t.number().default(0),
    y: t.number().default(0),
    z: t.number().default(0),
    heading: t.number().default(0),
  },
  'Avatar',
);

const State = schema({ avatars: t.map(Avatar) }, 'State');
type State = SchemaType<typeof State>;

type Pose = { x: number; y: number; z: number; heading: number };

class StockRoom extends Room<{ state: State }> {
  override state = new State();

  override onCreate(): void {
    this.onMessage('move', (client, { x, y, z, heading }: Pose) => {
      const avatar = this.state.avatars.get(client.sessionId);
      if (!avatar) return;
      avatar.x = x;
      avatar.y = y;
      avatar.z = z;
      avatar.heading = heading;
    });
  }

  override onJoin(client: Client): void {
    this.state.avatars.set(client.sessionId, new Avatar());
  }

  override onLeave(client: Client): void {
    this.state.avatars.delete(client.sessionId);
  }
}

// Patches of many avatars do not fit into the usual buffer, which then grows and says so.
Encoder.BUFFER_SIZE = 512 * 1024;
const httpServer = createServer();
const server = new Server({
  transport: new WebSocketTransport({ server: httpServer }),
  greet: false,
  gracefullyShutdown: false,
});
server.define('stock', StockRoom);
await server.listen(0, '127.0.0.1');
process.send?.({ port: (httpServer.address() as AddressInfo).port });
