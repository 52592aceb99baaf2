import { WebSocket } from 'ws';

/* The SDK takes the global WebSocket. Those of ws can be cut off as a network does it, and cost less than Node's. */
Object.assign(globalThis, { WebSocket });
