/** Why a moderator keeps somebody from something, and until when; `until` is ISO 8601, null without end. */
export type Sanction = { reason: string | null; until: string | null };

const until = (moment: string | null): string => (moment ? ` until ${moment}` : '');

const because = (reason: string | null): string => (reason ? ` Reason: ${reason}` : '');

/** What somebody is told who is banned from a space. */
export const banText = (ban: Sanction): string =>
  `You are banned from this space${until(ban.until)}.${because(ban.reason)}`;

/** What somebody is told who is muted. */
export const muteText = (mute: Sanction): string =>
  `You may not talk in this space${until(mute.until)}.${because(mute.reason)}`;

/** What somebody is told who is kicked. */
export const kickText = (reason: string | null): string =>
  `A moderator sent you out. You may come back.${because(reason)}`;
