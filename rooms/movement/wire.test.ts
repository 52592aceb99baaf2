import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { Line, wireHead } from './wire.ts';

/* `ws` is asked for the socket beneath it: what a new release of it might no longer have. */

const http = createServer();
const plain = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const compressing = new WebSocketServer({ noServer: true, perMessageDeflate: { threshold: 0 } });

beforeAll(async () => {
  http.on('upgrade', (request, socket, head) => {
    const server = request.url === '/plain' ? plain : compressing;
    server.handleUpgrade(request, socket, head, (there) => server.emit('connection', there, request));
  });
  http.listen(0);
  await once(http, 'listening');
});
afterAll(() => void http.close());

async function connect(server: WebSocketServer, path: string) {
  const here = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}${path}`);
  const [[there]] = (await Promise.all([once(server, 'connection'), once(here, 'open')])) as [
    [WebSocket],
    unknown,
  ];
  const got: Buffer[] = [];
  here.on('message', (data: Buffer) => got.push(data));
  return { here, there, got };
}

function wireOf(frame: Uint8Array): Uint8Array {
  const head = wireHead(frame.byteLength);
  const wire = new Uint8Array(head.byteLength + frame.byteLength);
  wire.set(head);
  wire.set(frame, head.byteLength);
  return wire;
}

const frameOf = (bytes: number, fill: number) => new Uint8Array(bytes).fill(fill);
/** The type `moves` as a message of bytes: 17, then the text in MessagePack. */
const MESSAGE_HEAD = [17, 0xa5, 0x6d, 0x6f, 0x76, 0x65, 0x73];

test.each([
  ['plain', plain, true],
  ['compressed', compressing, false],
] as const)(
  'MOV13 frames of every length arrive as messages in the order of all that is sent, %s',
  async (name, server, isDirect) => {
    const { here, there, got } = await connect(server, name === 'plain' ? '/plain' : '/compressed');
    const line = new Line({ ref: there as never });
    expect(line.isDirect).toBe(isDirect);
    const lengths = [0, 10, 118, 119, 120, 5_000, 65_528, 65_529, 200_000];
    for (const [at, length] of lengths.entries()) {
      line.send(wireOf(frameOf(length, at)));
      there.send(`after ${at}`);
    }
    while (got.length < 2 * lengths.length) await once(here, 'message');
    for (const [at, length] of lengths.entries()) {
      expect(got[2 * at]).toEqual(Buffer.from([...MESSAGE_HEAD, ...frameOf(length, at)]));
      expect(String(got[2 * at + 1])).toBe(`after ${at}`);
    }
    here.close();
  },
);

test('MOV13 what waits for a slow reader is counted, and nothing is written to a socket that closes', async () => {
  const { here, there } = await connect(plain, '/plain');
  (here as unknown as { _socket: Socket })._socket.pause();
  const line = new Line({ ref: there as never });
  for (let sent = 0; sent < 200; sent += 1) line.send(wireOf(frameOf(65_000, 1)));
  expect(line.waiting()).toBeGreaterThan(1_000_000);
  const given = line.givenSince();
  expect(given).toBe(200 * wireOf(frameOf(65_000, 1)).byteLength);
  there.close();
  const afterClose = line.givenSince();
  line.send(wireOf(frameOf(10, 1)));
  expect(line.givenSince()).toBe(afterClose);
  here.terminate();
});
