/** How somebody becomes a member: in what role, and for how many of the creator's points. */
export type Terms = { role: 'member' | 'admin'; cost: number };

/** A tribe's owner joins free and runs it; everybody else pays what joining costs now. */
export const termsFor = (userId: string, tribe: { ownerUserId: string; joinCost: number }): Terms =>
  userId === tribe.ownerUserId ? { role: 'admin', cost: 0 } : { role: 'member', cost: tribe.joinCost };
