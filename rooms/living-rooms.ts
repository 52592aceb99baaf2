import type { IRoomCache, MatchMakerDriver } from '@colyseus/core';

/** A listing of rooms in which those of dead processes cannot be found, though nobody has removed them yet. */
export function livingRooms(
  driver: MatchMakerDriver,
  isDead: (processId: string) => boolean,
): MatchMakerDriver {
  const isThere = (room: IRoomCache | undefined): boolean => room !== undefined && !isDead(room.processId);
  const living: MatchMakerDriver = Object.create(driver);
  living.query = async (conditions, sortOptions) =>
    (await driver.query(conditions, sortOptions)).filter(isThere);
  living.findOne = async (conditions, sortOptions) => {
    if (conditions.roomId === undefined)
      return (await living.query(conditions, sortOptions))[0] as IRoomCache;
    const room = await driver.findOne(conditions);
    return (isThere(room) ? room : undefined) as IRoomCache;
  };
  return living;
}
