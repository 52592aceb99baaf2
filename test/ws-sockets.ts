import { WebSocket } from 'ws';

/*
 * The SDK takes the global WebSocket. Node's cannot be cut off or made to stall as a network does; the
 * sockets of ws can.
 */
Object.assign(globalThis, { WebSocket });
