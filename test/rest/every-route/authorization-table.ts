import { EVERYBODY, type Who } from './world.ts';

/*
 * Who may do what, as the status of a valid request. Whoever adds a route adds its line here, and a valid request
 * in valid-requests.ts. The columns are explained in world.ts. 403 is somebody else's thing that is public to
 * read, 404 somebody else's that is not.
 */
const table = `
                                                  nobody player other owner creator banned admin
POST    /auth/signup-full                            201    201   201   201     201    201   201
GET     /auth/me                                     401    200   200   200     200    200   200
GET     /auth/profile                                401    200   200   200     200    200   200
GET     /auth/profile-status                         401    200   200   200     200    200   200
POST    /auth/complete-profile                       401    200   200   200     200    200   200
POST    /auth/check-username                         200    200   200   200     200    200   200

GET     /users/me                                    401    200   200   200     200    200   200
PUT     /users/profile                               401    200   200   200     200    200   200
PUT     /users/avatar                                401    200   200   200     200    200   200
GET     /users/me/export                             401    200   200   200     200    200   200
DELETE  /users/account                               401    204   204   204     204    204   204

GET     /worlds                                      200    200   200   200     200    200   200
POST    /worlds                                      401    403   403   201     201    403   403
GET     /worlds/:worldId                             200    200   200   200     200    200   200
PUT     /worlds/:worldId                             401    403   403   200     403    403   403
DELETE  /worlds/:worldId                             401    403   403   204     403    403   403
GET     /worlds/:worldId/spaces                      200    200   200   200     200    200   200

GET     /spaces                                      200    200   200   200     200    200   200
POST    /spaces                                      401    403   403   201     403    403   403
GET     /spaces/:spaceId                             200    200   200   200     200    200   200
PUT     /spaces/:spaceId                             401    403   403   200     403    403   403
DELETE  /spaces/:spaceId                             401    403   403   204     403    403   403
GET     /spaces/:spaceId/my-sanctions                401    200   200   200     200    200   200
GET     /spaces/:spaceId/bans                        401    403   403   200     403    403   200
POST    /spaces/:spaceId/bans/:userName              401    403   403   201     403    403   201
DELETE  /spaces/:spaceId/bans/:userName              401    403   403   204     403    403   204
GET     /spaces/:spaceId/mutes                       401    403   403   200     403    403   200
POST    /spaces/:spaceId/mutes/:userName             401    403   403   201     403    403   201
DELETE  /spaces/:spaceId/mutes/:userName             401    403   403   204     403    403   204
POST    /spaces/:spaceId/announcements               401    403   403   201     403    403   201
POST    /spaces/:spaceId/kick/:userName              401    403   403   200     403    403   200
POST    /spaces/:spaceId/bans/by-session/:sessionId  401    403   403   201     403    403   201
POST    /spaces/:spaceId/mutes/by-session/:sessionId 401    403   403   201     403    403   201
POST    /spaces/:spaceId/kick/by-session/:sessionId  401    403   403   200     403    403   200
GET     /spaces/:spaceId/instances                   200    200   200   200     200    200   200
POST    /spaces/:spaceId/instances/:roomId/drain     401    403   403   200     403    403   200

GET     /events                                      200    200   200   200     200    200   200
POST    /events                                      401    403   403   201     403    403   403
GET     /events/:eventId                             200    200   200   200     200    200   200
PUT     /events/:eventId                             401    403   403   200     403    403   403
DELETE  /events/:eventId                             401    403   403   204     403    403   403
POST    /events/:eventId/start                       401    403   403   200     403    403   403
POST    /events/:eventId/end                         401    403   403   200     403    403   403
POST    /events/:eventId/attend                      401    200   200   200     200    403   200
GET     /events/:eventId/attendees                   200    200   200   200     200    200   200
GET     /events/:eventId/my-attendance               401    200   200   200     200    200   200
GET     /events/:eventId/report                      401    403   403   200     403    403   403

GET     /tribes                                      200    200   200   200     200    200   200
POST    /tribes                                      401    403   403   201     201    403   403
GET     /tribes/:tribeId                             200    200   200   200     200    200   200
PUT     /tribes/:tribeId                             401    403   403   200     403    403   403
DELETE  /tribes/:tribeId                             401    403   403   204     403    403   403
POST    /tribes/:tribeId/join                        401    201   201   201     201    201   201
POST    /tribes/:tribeId/leave                       401    200   200   200     200    200   200
GET     /tribes/:tribeId/members                     200    200   200   200     200    200   200

GET     /creators                                    200    200   200   200     200    200   200
POST    /creators/apply                              401    201   201   409     409    201   201
GET     /creators/:creatorId                         200    200   200   200     200    200   200
PATCH   /creators/:creatorId                         401    403   403   200     403    403   403
DELETE  /creators/:creatorId                         401    403   403   200     403    403   200
GET     /creators/:creatorId/world                   200    200   200   200     200    200   200
GET     /creators/:creatorId/tribe                   200    200   200   200     200    200   200

GET     /avatars/base-models                         200    200   200   200     200    200   200
POST    /avatars/base-models                         401    403   403   403     403    403   201
PUT     /avatars/base-models/:baseModelId            401    403   403   403     403    403   200
GET     /avatars/items                               200    200   200   200     200    200   200
POST    /avatars/items                               401    403   403   201     201    403   201
PUT     /avatars/items/:itemId                       401    403   403   200     403    403   200
GET     /avatars/my-avatars                          401    200   200   200     200    200   200
GET     /avatars/my-avatar                           401    200   200   200     200    200   200
POST    /avatars/my-avatars                          401    201   201   201     201    201   201
PUT     /avatars/my-avatars/:avatarId                401    200   404   404     404    404   404
DELETE  /avatars/my-avatars/:avatarId                401    204   404   404     404    404   404
GET     /avatars/my-avatars/:avatarId/equipment      401    200   404   404     404    404   404
POST    /avatars/my-avatars/:avatarId/equip          401    200   404   404     404    404   404
POST    /avatars/my-avatars/:avatarId/unequip        401    200   404   404     404    404   404
GET     /avatars/inventory                           401    200   200   200     200    200   200

GET     /inventory                                   401    200   200   200     200    200   200
GET     /inventory/stats/overview                    401    200   200   200     200    200   200
GET     /inventory/type/:productType                 401    200   200   200     200    200   200
GET     /inventory/:inventoryId                      401    200   404   404     404    404   404
POST    /inventory/transfer                          401    200   404   404     404    404   404
POST    /inventory/consume                           401    200   404   404     404    404   404

GET     /store/products                              200    200   200   200     200    200   200
POST    /store/products                              401    403   403   201     201    403   403
GET     /store/products/:productId                   200    200   200   200     200    200   200
PUT     /store/products/:productId                   401    403   403   200     403    403   403
DELETE  /store/products/:productId                   401    403   403   200     403    403   403
GET     /store/stores                                200    200   200   200     200    200   200
PUT     /store/my-store                              401    403   403   200     200    403   403
POST    /store/purchase                              401    201   201   201     201    201   201
POST    /store/orders/:orderNumber/refund            401    404   404   200     404    404   200
GET     /store/my-orders                             401    200   200   200     200    200   200
GET     /store/my-inventory                          401    200   200   200     200    200   200
GET     /store/:creatorId                            200    200   200   200     200    200   200
GET     /store/:creatorId/products                   200    200   200   200     200    200   200

GET     /points/balance/:creatorId                   401    200   200   200     200    200   200
GET     /points/balances                             401    200   200   200     200    200   200
GET     /points/transactions                         401    200   200   200     200    200   200
GET     /points/my-packages                          401    403   403   200     200    403   403
POST    /points/packages                             401    403   403   201     201    403   403
PUT     /points/packages/:packageId                  401    403   403   200     403    403   403
DELETE  /points/packages/:packageId                  401    403   403   200     403    403   403
GET     /points/packages/:creatorId                  200    200   200   200     200    200   200
GET     /points/leaderboard/:creatorId               200    200   200   200     200    200   200
POST    /points/gift                                 401    200   200   200     200    200   200
POST    /points/grants                               401    403   403   403     403    403   200
POST    /points/purchase-package                     401    201   201   201     201    201   201
GET     /points/my-purchases                         401    200   200   200     200    200   200
GET     /points/purchases/:transactionId             401    200   404   404     404    404   404
`;

/** A line of the table: a route by its key, and the status that each gets. */
export type Row = { key: string; statuses: Record<Who, number> };

const lines = table.split('\n').filter((line) => line.trim() !== '');

/** The names above the columns, as they are written. */
export const columns = (lines[0] as string).trim().split(/\s+/);

export const authorization: Row[] = lines.slice(1).map((line) => {
  const [method, path, ...statuses] = line.trim().split(/\s+/);
  const of = Object.fromEntries(EVERYBODY.map((who, column) => [who, Number(statuses[column])]));
  return { key: `${method} ${path}`, statuses: of as Record<Who, number> };
});

/** Somebody for whom a valid request succeeds, the nearest to whom it is meant for. */
export function whoSucceeds({ key, statuses }: Row): Who {
  const who = (['player', 'owner', 'admin', 'nobody'] as const).find((one) => statuses[one] < 300);
  if (!who) throw new Error(`Nobody may ${key}`);
  return who;
}
