/**
 * The header in which the HTTP edge tells Better Auth the client's address. The edge sets it on every
 * request, so that what a client sends under this name never counts.
 */
export const CLIENT_ADDRESS_HEADER = 'x-triberspace-client-address';
